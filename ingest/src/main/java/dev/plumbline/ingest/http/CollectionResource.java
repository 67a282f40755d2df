package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.ingest.collection.CollectionCancelledException;
import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.http.CollectionKind.Requested;
import dev.plumbline.validation.InvalidInputException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects when asked to, and tells how far it is until it is done. */
final class CollectionResource implements HttpService {

  private static final Logger LOG = LoggerFactory.getLogger(CollectionResource.class);

  private final CollectionKind kind;
  private final ExpectedHost host;
  private final RunningCollections running;

  CollectionResource(CollectionKind kind, ExpectedHost host, RunningCollections running) {
    this.kind = kind;
    this.host = host;
    this.running = running;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    // A first collection takes minutes; its end is that of the client or of the work.
    context.clearRequestTimeout();
    if (!AdminGate.isAdmitted(context) && !host.accepts(request.authority())) {
      return Answers.error(
          HttpStatus.FORBIDDEN, "Expected the Host header to name this host or loopback");
    }
    if (!isExpected(request.contentType())) {
      return Answers.error(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Expected Content-Type " + kind.type());
    }
    return HttpResponse.of(request.aggregate().thenApply(this::accept));
  }

  private boolean isExpected(@Nullable MediaType type) {
    return type != null && type.belongsTo(kind.type());
  }

  private HttpResponse accept(AggregatedHttpRequest request) {
    try {
      return start(kind.read(request.content().array()));
    } catch (InvalidInputException e) {
      return Answers.badRequest(e.problems());
    }
  }

  private HttpResponse start(Requested requested) {
    if (!running.claim(requested.subject())) {
      return Answers.error(
          HttpStatus.CONFLICT, "A collection of " + requested.subject() + " is running");
    }
    HttpResponseWriter response = HttpResponse.streaming();
    ProgressLines lines = new ProgressLines(response, running::isClosing);
    running.run(requested.subject(), () -> collect(requested, lines));
    return response;
  }

  private void collect(Requested requested, ProgressLines lines) {
    try {
      lines.finish(requested.collect(lines));
    } catch (CollectionCancelledException e) {
      LOG.info("Collection cancelled: {}", requested.subject());
      lines.fail("The collection was cancelled; the next one goes on from there");
    } catch (CollectionException e) {
      LOG.warn("Collection failed: {}: {}", requested.subject(), e.getMessage());
      lines.fail(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      LOG.error("Collection failed unexpectedly: {}", requested.subject(), e);
      lines.fail("The collection failed unexpectedly: " + e);
      throw e;
    }
  }
}
