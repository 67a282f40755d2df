package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.dashboards.store.Column;
import dev.plumbline.dashboards.store.RowReceiver;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows on their way to a client: as fast as it takes them, and no longer than it is there. The
 * status goes out with the first rows, so until Postgres has an answer a failure can still be told;
 * after that the connection is cut, which no client takes for the end of the file.
 */
final class RowStream implements RowReceiver {

  private static final Logger LOG = LoggerFactory.getLogger(RowStream.class);
  private static final int CHUNK_CHARACTERS = 32 * 1024;
  // A client that stands still holds a connection to Postgres that others wait for.
  private static final long STALLED_SECONDS = 30;

  private final HttpResponseWriter response;
  private final RowFormat format;
  private final StringBuilder chunk = new StringBuilder();
  private boolean hasBegun;

  private RowStream(HttpResponseWriter response, RowFormat format) {
    this.response = response;
    this.format = format;
  }

  /** Answers with what the query hands to its receiver. */
  static HttpResponse of(
      ServiceRequestContext context,
      RowFormat.Kind format,
      List<Column> columns,
      Consumer<RowReceiver> query) {
    return of(context, format.of(columns), query);
  }

  /** Answers with what the query hands to its receiver, in a form of its own. */
  static HttpResponse of(
      ServiceRequestContext context, RowFormat format, Consumer<RowReceiver> query) {
    HttpResponseWriter response = HttpResponse.streaming();
    // As long as the client takes rows, an answer may last; see STALLED_SECONDS.
    context.clearRequestTimeout();
    RowStream stream = new RowStream(response, format);
    context.blockingTaskExecutor().execute(() -> stream.run(query));
    return response;
  }

  private void run(Consumer<RowReceiver> query) {
    try {
      if (response.isOpen()) {
        query.accept(this);
      }
    } catch (CancellationException e) {
      response.close(e);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  @Override
  public void started(Runnable cancel) {
    response
        .whenComplete()
        .whenComplete(
            (nothing, cause) -> {
              if (cause != null) {
                cancel.run();
              }
            });
  }

  @Override
  public void begin() {
    hasBegun = true;
    response.write(Answers.headers(HttpStatus.OK, format.mediaType()).build());
    format.begin(chunk);
  }

  @Override
  public void row(@Nullable Object[] values) {
    format.row(values, chunk);
    if (chunk.length() >= CHUNK_CHARACTERS) {
      flush();
    }
  }

  @Override
  public void end() {
    format.end(chunk);
    flush();
    response.close();
  }

  private void flush() {
    if (!response.tryWrite(HttpData.ofUtf8(chunk.toString()))) {
      throw new CancellationException("The client is gone");
    }
    chunk.setLength(0);
    awaitConsumed();
  }

  private void awaitConsumed() {
    try {
      response.whenConsumed().get(STALLED_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw cancelled("The client takes no more", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled("The service stops", e);
    }
  }

  private static CancellationException cancelled(String reason, Exception cause) {
    CancellationException cancelled = new CancellationException(reason);
    cancelled.initCause(cause);
    return cancelled;
  }

  private void fail(RuntimeException cause) {
    if (!response.isOpen()) {
      return; // The client left first, and the query was cancelled for it.
    }
    LOG.warn("An answer could not be completed", cause);
    if (hasBegun) {
      response.close(cause);
      return;
    }
    response.write(Answers.headers(HttpStatus.SERVICE_UNAVAILABLE, MediaType.JSON_UTF_8).build());
    response.write(HttpData.ofUtf8(Answers.errorJson(ApiErrors.NO_DATABASE)));
    response.close();
  }
}
