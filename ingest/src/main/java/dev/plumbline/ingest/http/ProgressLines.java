package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionPhase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a collection's progress as lines of JSON while it happens, and its outcome as the last
 * line. Used by the collection's thread.
 */
final class ProgressLines implements CollectionListener {

  private static final MediaType NDJSON = MediaType.create("application", "x-ndjson");
  // Ten lines a second are enough for a moving bar.
  private static final long PAUSE = Duration.ofMillis(100).toNanos();

  private final HttpResponseWriter response;
  private final BooleanSupplier isClosing;
  private @Nullable CollectionPhase phase;
  private long lastLine;
  private boolean isGone;

  ProgressLines(HttpResponseWriter response, BooleanSupplier isClosing) {
    this.response = response;
    this.isClosing = isClosing;
    response.write(ResponseHeaders.builder(200).contentType(NDJSON).build());
  }

  @Override
  public void progressed(CollectionPhase phase, long done, long total) {
    long now = System.nanoTime();
    boolean isDone = total > 0 && done == total && phase != CollectionPhase.FETCH;
    if (phase != this.phase || isDone || now - lastLine >= PAUSE) {
      this.phase = phase;
      lastLine = now;
      write(line(phase, done, total));
    }
  }

  private void write(Object line) {
    isGone |= !response.tryWrite(Answers.line(line));
  }

  private static Map<String, Object> line(CollectionPhase phase, long done, long total) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("phase", phase.label());
    line.put("done", done);
    line.put("total", total);
    return line;
  }

  /** True once the client is gone or the service closes. */
  @Override
  public boolean isCancelled() {
    return isGone || isClosing.getAsBoolean() || !response.isOpen();
  }

  /** Ends with the result. */
  void finish(Object result) {
    write(Map.of("result", result));
    response.close();
  }

  /** Ends with a sentence that says what went wrong. */
  void fail(String sentence) {
    write(Map.of("error", sentence));
    response.close();
  }
}
