package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.streams.delivery.terms.Label;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The finished deployments of one environment in their order. Lives for one judgement. */
final class EnvironmentTimeline {

  private final NavigableMap<Label, Judged> finished = new TreeMap<>();
  private final NavigableMap<Label, Judged> successes = new TreeMap<>();
  private final Map<String, Judged> byId = new HashMap<>();

  /** Adds a deployment, which has a place if it has finished. */
  void add(DeploymentId id, DeploymentState state) {
    Label place = state.place(id.deployment());
    if (place == null) {
      return;
    }
    Judged judged = new Judged(id.environment(), place, state);
    byId.put(id.deployment(), judged);
    finished.put(place, judged);
    if (state.isSuccessful()) {
      successes.put(place, judged);
    } else {
      judged.fail(FailureClass.FAILED_STATUS);
    }
  }

  Collection<Judged> finished() {
    return finished.values();
  }

  Collection<Judged> finishedLatestFirst() {
    return finished.descendingMap().values();
  }

  Collection<Judged> successes() {
    return successes.values();
  }

  @Nullable Judged find(@Nullable String deployment) {
    return deployment == null ? null : byId.get(deployment);
  }

  boolean isFirst(Judged deployment) {
    return !successes.isEmpty() && successes.firstKey().equals(deployment.place());
  }

  /** The successful deployment right before the other. */
  @Nullable Judged successBefore(Judged other) {
    return valueOf(successes.lowerEntry(other.place()));
  }

  /** The last one that finished at or before the instant. */
  @Nullable Judged latestAt(long instant) {
    return valueOf(finished.lowerEntry(after(instant)));
  }

  /** The last successful one that finished at or before the instant. */
  @Nullable Judged latestSuccessAt(long instant) {
    return valueOf(successes.lowerEntry(after(instant)));
  }

  /** Before everything that finished later than the instant, behind all others. */
  private static Label after(long instant) {
    return new Label(instant + 1, "");
  }

  private static @Nullable Judged valueOf(Map.@Nullable Entry<Label, Judged> entry) {
    return entry == null ? null : entry.getValue();
  }
}
