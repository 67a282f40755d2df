package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.ingest.incident.IncidentReport;
import dev.plumbline.ingest.incident.IncidentReports;
import dev.plumbline.ingest.signature.BodySignature;
import dev.plumbline.ingest.source.Source;
import dev.plumbline.ingest.source.SourceKind;
import dev.plumbline.ingest.source.Sources;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /events/incidents}. The token says which source speaks, and with it of which services
 * it may: route, method, size and encoding, token, raw bytes, content, services, disk, answer.
 */
final class IncidentsResource implements HttpService {

  private static final Logger LOG = LoggerFactory.getLogger(IncidentsResource.class);

  private final Sources sources;
  private final Intake intake;
  private final DoorMeters meters;

  IncidentsResource(Sources sources, Intake intake, DoorMeters meters) {
    this.sources = sources;
    this.intake = intake;
    this.meters = meters;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Refusal refusal = intake.refusalOfHead(SourceKind.INCIDENTS, context, request);
    if (refusal != null) {
      return intake.refused(context, refusal);
    }
    Source source = admitted(request.headers().getAll(HttpHeaderNames.AUTHORIZATION));
    return source == null
        ? intake.refused(context, Refusal.WRONG_TOKEN)
        : intake.receive(source, context, request, new Scoped(source, context));
  }

  /** Asks every source, whichever the token is of. */
  private @Nullable Source admitted(List<String> authorization) {
    Source admitted = null;
    int position = BodySignature.NONE;
    for (Source source : sources.all()) {
      if (source.kind() == SourceKind.INCIDENTS) {
        int own = source.admit(authorization);
        boolean isFirst = own != BodySignature.NONE && admitted == null;
        position = isFirst ? own : position;
        admitted = isFirst ? source : admitted;
      }
    }
    if (admitted != null) {
      meters.verified(admitted, position);
    }
    return admitted;
  }

  private static final class Scoped implements Intake.Verification {

    private final Source source;
    private final ServiceRequestContext context;

    Scoped(Source source, ServiceRequestContext context) {
      this.source = source;
      this.context = context;
    }

    @Override
    public Executor executor(int bytes) {
      return context.blockingTaskExecutor();
    }

    /** One service that is not the token's refuses the whole body. */
    @Override
    public void verify(byte[] body) {
      for (IncidentReport report : IncidentReports.read(body)) {
        String service = report.service();
        if (service != null && !source.services().includes(service)) {
          LOG.warn(
              "Audit: the token of {} was refused to write an incident of service {}, it may write"
                  + " {}",
              source.id(),
              service,
              source.services());
          throw new RefusedException(Refusal.FOREIGN_SERVICE);
        }
      }
    }
  }
}
