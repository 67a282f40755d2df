package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * Waits until what was collected has gone the whole way: through the calculation, then into
 * Postgres.
 */
final class Settlement {

  private static final Duration PAUSE = Duration.ofMillis(250);

  /** A record between two stages is in no lag for a moment, so one quiet answer is not enough. */
  private static final int QUIET_ANSWERS = 2;

  private final Instance instance;
  private final PrintWriter out;

  Settlement(Instance instance, PrintWriter out) {
    this.instance = instance;
    this.out = out;
  }

  void await() {
    try (ProgressLine progress = ProgressLine.on(out)) {
      int quiet = 0;
      while (quiet < QUIET_ANSWERS) {
        quiet = isQuiet(progress) ? quiet + 1 : 0;
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("Interrupted while waiting for the numbers.");
    }
  }

  private boolean isQuiet(ProgressLine progress) {
    JsonNode calculation = instance.getJson(instance.metrics("/lag"));
    if (!calculation.path("settled").asBoolean()) {
      progress.show(
          "records to compute",
          calculation.path("records").asLong() + calculation.path("pending").asLong(),
          0);
      return false;
    }
    long toStore = instance.getJson(instance.page("/api/v1/lag")).path("records").asLong();
    if (toStore > 0) {
      progress.show("rows to store", toStore, 0);
    }
    return toStore == 0;
  }
}
