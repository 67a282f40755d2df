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
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.validation.InvalidInputException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what a request asks for, and tells how far it is until it is done. What differs between
 * kinds of collections is how a body is read.
 */
final class CollectionResource implements HttpService {

  /**
   * A collection that was asked for.
   *
   * @param subject what no two collections may be busy with at a time
   * @param work returns the result, which is written as JSON
   */
  record Asked(String subject, Function<CollectionListener, Object> work) {}

  /** Reads a body; an {@link InvalidInputException} says all that is wrong with it. */
  interface BodyReader {
    Asked read(byte[] body);
  }

  private static final Logger LOG = LoggerFactory.getLogger(CollectionResource.class);

  private final MediaType expectedType;
  private final BodyReader reader;
  private final ExpectedHost host;
  private final RunningCollections running;

  /**
   * A resource for one kind of collection.
   *
   * @param expectedType of the body; none that a form of a web page could send
   */
  CollectionResource(
      MediaType expectedType, BodyReader reader, ExpectedHost host, RunningCollections running) {
    this.expectedType = expectedType;
    this.reader = reader;
    this.host = host;
    this.running = running;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    // A first collection takes minutes; its end is that of the client or of the work.
    context.clearRequestTimeout();
    if (!host.accepts(request.authority())) {
      return Answers.error(
          HttpStatus.FORBIDDEN, "Expected the Host header to name this host or loopback");
    }
    if (!isExpected(request.contentType())) {
      return Answers.error(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Expected Content-Type " + expectedType);
    }
    return HttpResponse.of(request.aggregate().thenApply(this::accept));
  }

  private boolean isExpected(@Nullable MediaType type) {
    return type != null && type.belongsTo(expectedType);
  }

  private HttpResponse accept(AggregatedHttpRequest request) {
    try {
      return start(reader.read(request.content().array()));
    } catch (InvalidInputException e) {
      return Answers.badRequest(e.problems());
    }
  }

  private HttpResponse start(Asked asked) {
    if (!running.claim(asked.subject())) {
      return Answers.error(
          HttpStatus.CONFLICT, "A collection of " + asked.subject() + " is running");
    }
    HttpResponseWriter response = HttpResponse.streaming();
    ProgressLines lines = new ProgressLines(response, running::isClosing);
    running.run(asked.subject(), () -> collect(asked, lines));
    return response;
  }

  private void collect(Asked asked, ProgressLines lines) {
    try {
      lines.finish(asked.work().apply(lines));
    } catch (CollectionCancelledException e) {
      LOG.info("Collection cancelled: {}", asked.subject());
      lines.fail("The collection was cancelled; the next one goes on from there");
    } catch (CollectionException e) {
      LOG.warn("Collection failed: {}: {}", asked.subject(), e.getMessage());
      lines.fail(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      LOG.error("Collection failed unexpectedly: {}", asked.subject(), e);
      lines.fail("The collection failed unexpectedly: " + e);
      throw e;
    }
  }
}
