package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.streams.delivery.terms.Label;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A finished deployment while it is judged. Mutable, lives for one judgement. */
final class Judged {

  private final String environment;
  private final Label place;
  private final DeploymentState state;

  private final Set<FailureClass> failures = EnumSet.noneOf(FailureClass.class);
  private final Set<ReworkClass> rework = EnumSet.noneOf(ReworkClass.class);
  private final Set<String> changes = new TreeSet<>();
  private final List<ResolvedIncident> incidents = new ArrayList<>();

  /** The first deployment that removed what made this one fail, as far as a change tells. */
  private @Nullable Label removedBy;

  private @Nullable String rolledBackTo;

  Judged(String environment, Label place, DeploymentState state) {
    this.environment = environment;
    this.place = place;
    this.state = state;
  }

  String environment() {
    return environment;
  }

  Label place() {
    return place;
  }

  DeploymentState state() {
    return state;
  }

  DeploymentId id() {
    return new DeploymentId(environment, place.deployment());
  }

  boolean hasFailed() {
    return !failures.isEmpty();
  }

  void fail(FailureClass failure) {
    failures.add(failure);
  }

  /** It failed, and a later deployment removed the reason. */
  void fail(FailureClass failure, Judged remover) {
    fail(failure);
    if (remover.place.isEarlierThan(removedBy)) {
      removedBy = remover.place;
    }
  }

  void fail(FailureClass failure, ResolvedIncident incident) {
    fail(failure);
    incidents.add(incident);
  }

  void rework(ReworkClass reason) {
    rework.add(reason);
  }

  void rollBackTo(String deployment) {
    rework(ReworkClass.ROLLBACK);
    rolledBackTo = deployment;
  }

  void note(String change) {
    changes.add(change);
  }

  /**
   * The verdict.
   *
   * @param nextGood the next successful deployment that did not fail itself
   */
  Verdict verdict(boolean isFirst, @Nullable Judged nextGood) {
    Label end = end(nextGood);
    return new Verdict(
        isFirst,
        failures,
        rework,
        hasFailed() ? failedAt() : null,
        end == null ? resolvedAt() : Long.valueOf(end.finishedAt()),
        end == null ? null : end.deployment(),
        incidents.stream()
            .map(incident -> incident.getSource() + ":" + incident.getIncident())
            .sorted()
            .toList(),
        List.copyOf(changes),
        rolledBackTo);
  }

  /** The deployment that ended the failure, null where incidents tell its end or nothing does. */
  private @Nullable Label end(@Nullable Judged nextGood) {
    if (!hasFailed() || !incidents.isEmpty()) {
      return null;
    }
    return removedBy != null || nextGood == null ? removedBy : nextGood.place;
  }

  private Long failedAt() {
    return incidents.stream()
        .map(ResolvedIncident::getStartedAt)
        .filter(Objects::nonNull)
        .min(Long::compare)
        .orElse(place.finishedAt());
  }

  /** When the last of its incidents was over, null while one is not. */
  private @Nullable Long resolvedAt() {
    Long latest = null;
    for (ResolvedIncident incident : incidents) {
      Long resolvedAt = Judgement.resolvedAt(incident);
      if (resolvedAt == null) {
        return null;
      }
      latest = latest == null ? resolvedAt : Long.valueOf(Math.max(latest, resolvedAt));
    }
    return latest;
  }
}
