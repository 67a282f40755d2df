package dev.plumbline.streams.delivery.graph;

import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a commit. One that is only named, by a child or a deployment, has no origin: it
 * is a placeholder, carries no label and is no fact.
 *
 * @param origins numbers of the origins that observed it
 * @param parents parents, null while no observation knew them
 * @param authoredAt author's clock in milliseconds
 * @param committedAt committer's clock in milliseconds
 * @param isDeployed whether a deployment names this very commit, or once did
 * @param labels by number of the target, the first deployment that contains it
 */
record CommitState(
    List<Integer> origins,
    @Nullable List<String> parents,
    @Nullable Long authoredAt,
    @Nullable Long committedAt,
    boolean isDeployed,
    SortedMap<Integer, Label> labels) {

  private static final CommitState PLACEHOLDER =
      new CommitState(List.of(), null, null, null, false, new TreeMap<>());

  private static final int HAS_PARENTS = 1;
  private static final int HAS_AUTHORED = 2;
  private static final int HAS_COMMITTED = 4;
  private static final int IS_DEPLOYED = 8;

  static CommitState placeholder() {
    return PLACEHOLDER;
  }

  boolean isObserved() {
    return !origins.isEmpty();
  }

  boolean isMerge() {
    return parents != null && parents.size() > 1;
  }

  List<String> knownParents() {
    return parents == null ? List.of() : parents;
  }

  @Nullable Label label(int target) {
    return labels.get(target);
  }

  CommitState deployed() {
    return new CommitState(origins, parents, authoredAt, committedAt, true, labels);
  }

  CommitState withLabels(SortedMap<Integer, Label> changed) {
    return new CommitState(origins, parents, authoredAt, committedAt, isDeployed, changed);
  }

  CommitState withLabel(int target, @Nullable Label label) {
    SortedMap<Integer, Label> changed = new TreeMap<>(labels);
    if (label == null) {
      changed.remove(target);
    } else {
      changed.put(target, label);
    }
    return withLabels(changed);
  }

  byte[] toBytes() {
    int flags =
        (parents == null ? 0 : HAS_PARENTS)
            | (authoredAt == null ? 0 : HAS_AUTHORED)
            | (committedAt == null ? 0 : HAS_COMMITTED)
            | (isDeployed ? IS_DEPLOYED : 0);
    ValueWriter writer = new ValueWriter().number(flags).number(origins.size());
    origins.forEach(writer::number);
    if (parents != null) {
      writer.number(parents.size());
      parents.forEach(writer::objectId);
    }
    if (authoredAt != null) {
      writer.number(authoredAt);
    }
    if (committedAt != null) {
      writer.number(committedAt);
    }
    for (Map.Entry<Integer, Label> label : labels.entrySet()) {
      writer.number(label.getKey());
      writer.number(label.getValue().finishedAt()).text(label.getValue().deployment());
    }
    return writer.toBytes();
  }

  static CommitState fromBytes(byte[] bytes) {
    ValueReader reader = new ValueReader(bytes);
    int flags = reader.count();
    List<Integer> origins = new ArrayList<>();
    for (int left = reader.count(); left > 0; left--) {
      origins.add(reader.count());
    }
    List<String> parents = (flags & HAS_PARENTS) == 0 ? null : readParents(reader);
    Long authoredAt = (flags & HAS_AUTHORED) == 0 ? null : Long.valueOf(reader.number());
    Long committedAt = (flags & HAS_COMMITTED) == 0 ? null : Long.valueOf(reader.number());
    SortedMap<Integer, Label> labels = new TreeMap<>();
    while (reader.hasMore()) {
      labels.put(reader.count(), new Label(reader.number(), reader.text()));
    }
    return new CommitState(
        origins, parents, authoredAt, committedAt, (flags & IS_DEPLOYED) != 0, labels);
  }

  private static List<String> readParents(ValueReader reader) {
    List<String> parents = new ArrayList<>(2);
    for (int left = reader.count(); left > 0; left--) {
      parents.add(reader.objectId());
    }
    return parents;
  }
}
