package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.EvidenceKind;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was last said of one change's meaning for deployments.
 *
 * @param reverted commits that it is known to revert
 * @param evidence by what it is about, what it says
 */
record Blame(Set<String> reverted, Map<Subject, Said> evidence) {

  static final Blame NONE = new Blame(Set.of(), Map.of());

  /**
   * What evidence is about.
   *
   * @param target number of the target
   * @param against the commit that the change reverts, empty where there is none or it is not known
   */
  record Subject(int target, EvidenceKind kind, String against) implements Comparable<Subject> {
    @Override
    public int compareTo(Subject other) {
      int byTarget = Integer.compare(target, other.target);
      int byKind = byTarget != 0 ? byTarget : kind.compareTo(other.kind);
      return byKind != 0 ? byKind : against.compareTo(other.against);
    }
  }

  /**
   * What evidence says.
   *
   * @param deployment the deployment that carries the change
   * @param blamed the deployment that it blames, null for none
   */
  record Said(String deployment, @Nullable String blamed) {}

  boolean isNone() {
    return reverted.isEmpty() && evidence.isEmpty();
  }

  byte[] toBytes() {
    ValueWriter writer = new ValueWriter().number(reverted.size());
    reverted.forEach(writer::objectId);
    evidence.forEach(
        (subject, said) -> {
          writer.number(subject.target()).number(subject.kind().ordinal());
          writer.text(subject.against()).text(said.deployment());
          writer.number(said.blamed() == null ? 0 : 1);
          if (said.blamed() != null) {
            writer.text(said.blamed());
          }
        });
    return writer.toBytes();
  }

  static Blame fromBytes(byte[] bytes) {
    ValueReader reader = new ValueReader(bytes);
    List<String> reverted = new ArrayList<>();
    for (int left = reader.count(); left > 0; left--) {
      reverted.add(reader.objectId());
    }
    Map<Subject, Said> evidence = new TreeMap<>();
    while (reader.hasMore()) {
      Subject subject =
          new Subject(reader.count(), EvidenceKind.values()[reader.count()], reader.text());
      evidence.put(subject, new Said(reader.text(), reader.count() == 0 ? null : reader.text()));
    }
    return new Blame(new TreeSet<>(reverted), evidence);
  }
}
