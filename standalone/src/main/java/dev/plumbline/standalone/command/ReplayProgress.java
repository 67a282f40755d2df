package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.topic.Family;
import java.io.PrintWriter;
import java.time.Duration;

/** Shows how far a replay is, until readers see its generation. */
final class ReplayProgress {

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Instance instance;
  private final PrintWriter out;

  ReplayProgress(Instance instance, PrintWriter out) {
    this.instance = instance;
    this.out = out;
  }

  void await(Family family, int generation) {
    try (ProgressLine progress = ProgressLine.on(out)) {
      while (!isShown(state(family), generation, progress)) {
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("Interrupted; the replay goes on.");
    }
  }

  private boolean isShown(JsonNode state, int generation, ProgressLine progress) {
    if (state.path("shown").asInt() >= generation) {
      return true;
    }
    String problem = state.path("problem").asText();
    if (state.path("caughtUp").asBoolean()) {
      progress.show("rows to store", lag(), 0);
    } else if (!problem.isEmpty()) {
      progress.show("waiting: " + problem, 0, 0);
    } else if (state.path("left").isNumber()) {
      progress.show("records to compute", state.path("left").asLong(), 0);
    }
    return false;
  }

  private JsonNode state(Family family) {
    for (JsonNode state : instance.getJson(instance.metrics("/replays"))) {
      if (state.path("family").asText().equals(family.id())) {
        return state;
      }
    }
    throw CommandFailure.failed("The instance does not tell of " + family.id() + " any more.");
  }

  private long lag() {
    return instance.getJson(instance.page("/api/v1/lag")).path("records").asLong();
  }
}
