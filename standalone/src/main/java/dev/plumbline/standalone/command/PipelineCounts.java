package dev.plumbline.standalone.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of deliveries since the instance started, from its own metrics.
 *
 * @param mapped read as events
 * @param ignored of a kind that is not used
 * @param quarantined that could not be used
 * @param events that came of them
 */
record PipelineCounts(long mapped, long ignored, long quarantined, long events) {

  private static final String PREFIX = "plumbline_ingest_";
  private static final long PAUSE_MILLIS = 250;

  static PipelineCounts of(Instance instance) {
    Map<String, Double> sums = sums(instance);
    return new PipelineCounts(
        count(sums, "mapped_total"),
        count(sums, "ignored_total"),
        count(sums, "quarantined_total"),
        count(sums, "events_total"));
  }

  /** Waits until nothing that was accepted still has to be read. */
  static void awaitMapped(Instance instance, PrintWriter err) throws InterruptedException {
    try (ProgressLine progress = ProgressLine.on(err)) {
      long waiting = count(sums(instance), "spool_waiting");
      while (waiting > 0) {
        progress.show("deliveries to read", waiting, 0);
        Thread.sleep(PAUSE_MILLIS);
        waiting = count(sums(instance), "spool_waiting");
      }
    }
  }

  private static long count(Map<String, Double> sums, String name) {
    return Math.round(sums.getOrDefault(PREFIX + name, 0.0));
  }

  /** Every series of ingest, summed over its labels. */
  private static Map<String, Double> sums(Instance instance) {
    Map<String, Double> sums = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                instance.get(instance.metrics("/metrics")), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(PREFIX)) {
          String name = line.split("[{ ]", 2)[0];
          double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
          sums.merge(name, value, Double::sum);
        }
      }
    } catch (IOException e) {
      throw CommandFailure.failed("Expected metrics: " + e.getMessage());
    }
    return sums;
  }
}
