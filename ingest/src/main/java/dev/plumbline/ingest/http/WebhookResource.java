package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.ingest.signature.BodySignature;
import dev.plumbline.ingest.source.Source;
import dev.plumbline.ingest.source.SourceConfig;
import dev.plumbline.ingest.source.Sources;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * {@code POST /webhooks/{source-id}}. The order is the protection: route, method, size and
 * encoding, raw bytes, signature, disk, answer. Nothing reads the body before all of that.
 */
final class WebhookResource implements HttpService {

  // Hashing more than this is not for the thread of a thousand connections.
  private static final int HASHED_AT_ONCE = 128 * 1024;

  private final Sources sources;
  private final Intake intake;
  private final DoorMeters meters;

  WebhookResource(Sources sources, Intake intake, DoorMeters meters) {
    this.sources = sources;
    this.intake = intake;
    this.meters = meters;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Optional<Source> source = source(context.mappedPath());
    if (source.isEmpty()) {
      return intake.refused(context, Refusal.UNKNOWN_SOURCE);
    }
    Refusal refusal = intake.refusalOfHead(source.get().kind(), context, request);
    return refusal == null
        ? intake.receive(source.get(), context, request, new Signed(source.get(), context, request))
        : intake.refused(context, refusal);
  }

  /** A source with a token delivers no webhooks: there is nothing that it would sign. */
  private Optional<Source> source(String mappedPath) {
    String id = mappedPath.substring(1);
    return SourceConfig.isId(id)
        ? sources.find(id).filter(source -> source.kind().isSigned())
        : Optional.empty();
  }

  private final class Signed implements Intake.Verification {

    private final Source source;
    private final ServiceRequestContext context;
    private final List<String> signatures;

    Signed(Source source, ServiceRequestContext context, HttpRequest request) {
      this.source = source;
      this.context = context;
      this.signatures = request.headers().getAll(source.kind().signatureHeader());
    }

    @Override
    public Executor executor(int bytes) {
      return bytes > HASHED_AT_ONCE ? context.blockingTaskExecutor() : Runnable::run;
    }

    @Override
    public void verify(byte[] body) {
      int position = source.verify(body, signatures);
      if (position == BodySignature.NONE) {
        throw new RefusedException(Refusal.WRONG_SIGNATURE);
      }
      meters.verified(source, position);
    }
  }
}
