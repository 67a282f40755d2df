package dev.plumbline.streams.delivery.graph;

import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is kept per repository: the numbers that stand for its targets and origins, and a sweep that
 * brings the rows of all commits in line when its targets have changed. Mutable, lives for one
 * call.
 */
final class RepositoryState {

  /** Names by number; numbers are never given twice. */
  private final List<Target> targets = new ArrayList<>();

  private final List<String> origins = new ArrayList<>();

  /** Targets that the organisation declares. */
  private final Set<Integer> declared = new TreeSet<>();

  /** Successful deployments by number of the target. */
  private final List<Integer> deployments = new ArrayList<>();

  private final Set<Target> added = new LinkedHashSet<>();
  private final Set<Target> removed = new LinkedHashSet<>();

  /** Commit behind which the sweep goes on; null at its beginning. */
  private @Nullable String sweptTo;

  private @Nullable List<Target> activeTargets;

  int targetCount() {
    return targets.size();
  }

  /** The target's number, -1 when it has none. */
  int find(Target target) {
    return targets.indexOf(target);
  }

  /** The target's number, given to it now if it has none. */
  int numberOf(Target target) {
    int number = find(target);
    if (number >= 0) {
      return number;
    }
    targets.add(target);
    deployments.add(0);
    return targets.size() - 1;
  }

  Target target(int number) {
    return targets.get(number);
  }

  /** The origin's number, -1 when it has none. */
  int originNumber(String origin) {
    return origins.indexOf(origin);
  }

  int addOrigin(String origin) {
    origins.add(origin);
    return origins.size() - 1;
  }

  /**
   * Targets for which every commit has a row: those declared, and those ever deployed to. {@link
   * Target#UNKNOWN} when there is none.
   */
  List<Target> active() {
    if (activeTargets == null) {
      activeTargets = computeActive();
    }
    return activeTargets;
  }

  private List<Target> computeActive() {
    List<Target> active = new ArrayList<>();
    for (int number = 0; number < targets.size(); number++) {
      if (declared.contains(number) || deployments.get(number) > 0) {
        active.add(targets.get(number));
      }
    }
    return active.isEmpty() ? List.of(Target.UNKNOWN) : active;
  }

  void declare(List<Target> declaredNow) {
    changeTargets(
        () -> {
          declared.clear();
          declaredNow.forEach(target -> declared.add(numberOf(target)));
        });
  }

  void countDeployment(Target target, int change) {
    changeTargets(
        () -> {
          int number = numberOf(target);
          deployments.set(number, deployments.get(number) + change);
        });
  }

  private void changeTargets(Runnable change) {
    List<Target> before = active();
    change.run();
    activeTargets = null;
    List<Target> after = active();
    for (Target target : before) {
      if (!after.contains(target)) {
        added.remove(target);
        removed.add(target);
        sweptTo = null;
      }
    }
    for (Target target : after) {
      if (!before.contains(target)) {
        removed.remove(target);
        added.add(target);
        sweptTo = null;
      }
    }
  }

  boolean needsSweep() {
    return !added.isEmpty() || !removed.isEmpty();
  }

  Set<Target> added() {
    return added;
  }

  Set<Target> removed() {
    return removed;
  }

  @Nullable String sweptTo() {
    return sweptTo;
  }

  void sweptTo(String sha) {
    sweptTo = sha;
  }

  void sweepDone() {
    added.clear();
    removed.clear();
    sweptTo = null;
  }

  byte[] toBytes() {
    ValueWriter writer = new ValueWriter();
    writer.number(targets.size());
    for (int number = 0; number < targets.size(); number++) {
      write(writer, targets.get(number));
      writer.number(declared.contains(number) ? 1 : 0).number(deployments.get(number));
    }
    writer.number(origins.size());
    origins.forEach(writer::text);
    writer.number(added.size());
    added.forEach(target -> write(writer, target));
    writer.number(removed.size());
    removed.forEach(target -> write(writer, target));
    if (sweptTo != null) {
      writer.objectId(sweptTo);
    }
    return writer.toBytes();
  }

  static RepositoryState fromBytes(byte[] bytes) {
    RepositoryState state = new RepositoryState();
    ValueReader reader = new ValueReader(bytes);
    int count = reader.count();
    for (int number = 0; number < count; number++) {
      state.targets.add(readTarget(reader));
      if (reader.count() == 1) {
        state.declared.add(number);
      }
      state.deployments.add(reader.count());
    }
    for (int left = reader.count(); left > 0; left--) {
      state.origins.add(reader.text());
    }
    for (int left = reader.count(); left > 0; left--) {
      state.added.add(readTarget(reader));
    }
    for (int left = reader.count(); left > 0; left--) {
      state.removed.add(readTarget(reader));
    }
    state.sweptTo = reader.hasMore() ? reader.objectId() : null;
    return state;
  }

  private static void write(ValueWriter writer, Target target) {
    writer.text(target.service()).text(target.environment());
  }

  private static Target readTarget(ValueReader reader) {
    return new Target(reader.text(), reader.text());
  }
}
