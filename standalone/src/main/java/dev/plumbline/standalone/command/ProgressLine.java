package dev.plumbline.standalone.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far something is: bars at a terminal, else a plain line now and then, so that a log of
 * a build server stays readable.
 */
final class ProgressLine implements AutoCloseable {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final PrintWriter out;
  private final boolean isTerminal;
  private String phase = "";
  private String unwritten = "";
  private Instant written = Instant.EPOCH;
  private @Nullable ProgressBar bar;

  private ProgressLine(PrintWriter out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  /** The script says whether standard error is a terminal; Java cannot tell one stream alone. */
  static ProgressLine on(PrintWriter out) {
    return new ProgressLine(out, Boolean.getBoolean("plumbline.terminal"));
  }

  /**
   * Shows a state.
   *
   * @param total 0 if nobody knows
   */
  void show(String phase, long done, long total) {
    if (!phase.equals(this.phase)) {
      finishPhase();
      this.phase = phase;
    }
    if (isTerminal) {
      showBar(done, total);
      return;
    }
    unwritten =
        total > 0
            ? "%s: %,d of %,d".formatted(phase, done, total)
            : "%s: %,d".formatted(phase, done);
    if (Duration.between(written, Instant.now()).compareTo(BETWEEN_LINES) >= 0) {
      write();
    }
  }

  @Override
  public void close() {
    finishPhase();
  }

  private void showBar(long done, long total) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(phase)
              .setInitialMax(total > 0 ? total : -1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(100)
              .build();
    }
    bar.maxHint(total > 0 ? total : -1);
    bar.stepTo(done);
  }

  private void finishPhase() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
    if (!unwritten.isEmpty()) {
      write();
    }
  }

  private void write() {
    out.println(unwritten);
    out.flush();
    unwritten = "";
    written = Instant.now();
  }
}
