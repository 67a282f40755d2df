package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keeps the deployments of services and environments in order. Not thread-safe. */
public final class Timeline {

  /**
   * Where several origins tell of one deployment: a success before anything else, the earliest
   * success, else the latest end; equal ones by what they say, so that the order of arrival never
   * decides.
   */
  private static final Comparator<ResolvedDeployment> BEST_ORIGIN =
      Comparator.comparing((ResolvedDeployment origin) -> !isSuccess(origin))
          .thenComparing(Timeline::finishRank)
          .thenComparing(ResolvedDeployment::getOrigin);

  private final TimelineStore store;
  private final TimelineOutput output;

  public Timeline(TimelineStore store, TimelineOutput output) {
    this.store = store;
    this.output = output;
  }

  /** Adds what one origin says of a deployment, or takes the origin away. */
  public void apply(ResolvedDeployment observed) {
    Target target = new Target(observed.getService(), observed.getEnvironment());
    String id = observed.getDeployment();
    store.putOrigin(target, observed);
    DeploymentState before = store.deployment(target, id);
    DeploymentState after = keepingWhatIsKnown(before, merged(store.origins(target, id)));
    if (Objects.equals(before, after)) {
      return;
    }
    store.putDeployment(target, id, after);
    place(target, id, labelOf(before, id), labelOf(after, id));
    tellGraph(markOf(target, id, before), markOf(target, id, after));
  }

  /**
   * Takes the commit graph's word on whether it has a deployed commit. A repository that the
   * deployment has left may still be heard after the one that it moved to, and is ignored.
   */
  public void commitKnown(
      Target target, String id, String repository, String sha, boolean isKnown) {
    DeploymentState state = store.deployment(target, id);
    if (state == null
        || !sha.equals(state.sha())
        || !repository.equals(state.repository())
        || Objects.equals(state.isCommitKnown(), isKnown)) {
      return;
    }
    store.putDeployment(target, id, state.withCommitKnown(isKnown));
    emit(target, id, store.first(target));
  }

  /** The place of a deployment in the order, null when it has none. */
  public @Nullable Label placeOf(Target target, String id) {
    return labelOf(store.deployment(target, id), id);
  }

  private static @Nullable DeploymentState merged(List<ResolvedDeployment> origins) {
    return origins.stream().min(BEST_ORIGIN).map(DeploymentState::of).orElse(null);
  }

  private static boolean isSuccess(ResolvedDeployment origin) {
    return origin.getStatus().equals("SUCCEEDED") && origin.getFinishedAt() != null;
  }

  private static long finishRank(ResolvedDeployment origin) {
    Long finishedAt = origin.getFinishedAt();
    if (finishedAt == null) {
      return Long.MAX_VALUE;
    }
    return isSuccess(origin) ? finishedAt : -finishedAt;
  }

  private static @Nullable DeploymentState keepingWhatIsKnown(
      @Nullable DeploymentState before, @Nullable DeploymentState after) {
    if (before == null || after == null || !after.isSuccessful()) {
      return after;
    }
    boolean isSameCommit =
        Objects.equals(before.sha(), after.sha())
            && Objects.equals(before.repository(), after.repository());
    return isSameCommit ? after.withCommitKnown(before.isCommitKnown()) : after;
  }

  private static @Nullable Label labelOf(@Nullable DeploymentState state, String id) {
    return state == null ? null : state.label(id);
  }

  private void place(Target target, String id, @Nullable Label before, @Nullable Label after) {
    Label firstBefore = store.first(target);
    if (!Objects.equals(before, after)) {
      if (before != null) {
        store.deletePlace(target, before);
        store.dayChanged(target, before);
      }
      if (after != null) {
        store.putPlace(target, after);
        store.dayChanged(target, after);
      }
    }
    Label firstAfter = store.first(target);
    Set<String> changed = new TreeSet<>(Set.of(id));
    if (!Objects.equals(firstBefore, firstAfter)) {
      noteFirst(target, firstBefore, changed);
      noteFirst(target, firstAfter, changed);
    }
    changed.forEach(deployment -> emit(target, deployment, firstAfter));
  }

  private void noteFirst(Target target, @Nullable Label first, Set<String> changed) {
    if (first != null) {
      changed.add(first.deployment());
      store.dayChanged(target, first);
    }
  }

  private void tellGraph(@Nullable DeploymentMark before, @Nullable DeploymentMark after) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (before != null) {
      output.mark(DeploymentMark.newBuilder(before).setPresent(false).build());
    }
    if (after != null) {
      output.mark(after);
    }
  }

  private static @Nullable DeploymentMark markOf(
      Target target, String id, @Nullable DeploymentState state) {
    Label label = labelOf(state, id);
    if (state == null
        || label == null
        || state.repository() == null
        || state.sha() == null
        || target.service().isEmpty()) {
      return null;
    }
    return new DeploymentMark(
        state.repository(),
        target.service(),
        target.environment(),
        id,
        true,
        state.sha(),
        label.finishedAt());
  }

  private void emit(Target target, String id, @Nullable Label first) {
    DeploymentKey key = new DeploymentKey(target.service(), target.environment(), id);
    DeploymentState state = store.deployment(target, id);
    output.deployment(key, state == null ? null : row(target, id, state, first));
  }

  private static Deployment row(
      Target target, String id, DeploymentState state, @Nullable Label first) {
    return new Deployment(
        state.repository(),
        state.sha(),
        state.status(),
        instant(state.startedAt()),
        instant(state.finishedAt()),
        first != null && first.equals(state.label(id)),
        reason(target, state),
        null,
        null,
        null,
        List.of(),
        List.of(),
        null,
        null,
        null,
        List.of(),
        List.of(),
        null);
  }

  private static @Nullable String reason(Target target, DeploymentState state) {
    if (target.service().isEmpty()) {
      return "unknown-service";
    }
    if (!state.isSuccessful()) {
      return null;
    }
    if (state.finishedAt() == null) {
      return "finish-unknown";
    }
    boolean isUnknown = state.sha() == null || Boolean.FALSE.equals(state.isCommitKnown());
    return isUnknown ? "no-matching-commit" : null;
  }

  private static @Nullable Instant instant(@Nullable Long milliseconds) {
    return milliseconds == null ? null : Instant.ofEpochMilli(milliseconds);
  }
}
