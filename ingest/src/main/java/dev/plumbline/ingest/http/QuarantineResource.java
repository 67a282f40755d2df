package dev.plumbline.ingest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.drain.Quarantine;
import dev.plumbline.ingest.drain.QuarantineReplay;
import dev.plumbline.ingest.spool.StrandedDeliveries;
import dev.plumbline.ingest.spool.StrandedDeliveries.Stranded;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /quarantine} tells what could not be used and why, without any body, and what is
 * stranded, since not even the quarantine took it; {@code POST /quarantine/replay} tries again.
 */
final class QuarantineResource implements HttpService {

  private static final Logger LOG = LoggerFactory.getLogger(QuarantineResource.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final Quarantine quarantine;
  private final StrandedDeliveries stranded;
  private final QuarantineReplay replay;
  private final ExpectedHost host;

  QuarantineResource(
      Quarantine quarantine,
      StrandedDeliveries stranded,
      QuarantineReplay replay,
      ExpectedHost host) {
    this.quarantine = quarantine;
    this.stranded = stranded;
    this.replay = replay;
    this.host = host;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    // A replay takes as long as there is something to replay.
    context.clearRequestTimeout();
    if (!AdminGate.isAdmitted(context) && !host.accepts(request.authority())) {
      return Answers.error(
          HttpStatus.FORBIDDEN, "Expected the Host header to name this host or loopback");
    }
    if (request.method() == HttpMethod.GET) {
      return answer(context, this::list);
    }
    MediaType type = request.contentType();
    if (type == null || !type.belongsTo(MediaType.JSON)) {
      return Answers.error(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Expected Content-Type application/json");
    }
    return answer(context, replay::run);
  }

  private static HttpResponse answer(ServiceRequestContext context, Supplier<Object> answer) {
    return HttpResponse.of(() -> answer(answer), context.blockingTaskExecutor());
  }

  private static HttpResponse answer(Supplier<Object> answer) {
    try {
      return Answers.json(HttpStatus.OK, HttpData.wrap(JSON.writeValueAsBytes(answer.get())));
    } catch (IllegalStateException | UncheckedIOException e) {
      LOG.warn("The quarantine cannot be read now: {}", e.getMessage());
      return Answers.error(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected to write the quarantine", e);
    }
  }

  private List<Map<String, Object>> list() {
    List<Map<String, Object>> list = new ArrayList<>();
    quarantine.forEach(
        (key, record) ->
            list.add(
                entry(
                    key.getDelivery(),
                    record.getSource(),
                    record.getAcceptedAt(),
                    record.getBodyBytes(),
                    record.getReason())));
    for (String name : stranded.names()) {
      stranded.find(name).ifPresent(one -> list.add(entry(one)));
    }
    return list;
  }

  private static Map<String, Object> entry(Stranded one) {
    Delivery delivery = one.delivery();
    Map<String, Object> entry =
        entry(
            delivery.id(),
            delivery.source(),
            delivery.acceptedAt(),
            delivery.body().length,
            "Stranded, the quarantine did not take it: " + one.reason());
    entry.put("stranded", true);
    return entry;
  }

  private static Map<String, Object> entry(
      String id, String source, Instant acceptedAt, long bytes, String reason) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", id);
    entry.put("source", source);
    entry.put("acceptedAt", acceptedAt.toString());
    entry.put("bytes", bytes);
    entry.put("reason", reason);
    return entry;
  }
}
