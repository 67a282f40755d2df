package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one origin says of a commit. Words are kept apart, so that nothing of an origin is left when
 * its repository goes elsewhere.
 *
 * @param origin number of the origin
 * @param parents parents, null when the origin does not know them
 * @param authoredAt author's clock in milliseconds
 * @param committedAt committer's clock in milliseconds
 * @param firstMergedCommitAt of a merge commit, the earliest committer's clock of what it brings in
 * @param services services that it touches, null when it counts for all
 * @param reverts commits that it says it reverts
 * @param isRevert whether it says that it reverts something
 * @param isHotfix whether it says that it is a hotfix
 */
record Word(
    int origin,
    @Nullable List<String> parents,
    @Nullable Long authoredAt,
    @Nullable Long committedAt,
    @Nullable Long firstMergedCommitAt,
    @Nullable List<String> services,
    List<String> reverts,
    boolean isRevert,
    boolean isHotfix) {

  private static final int HAS_PARENTS = 1;
  private static final int HAS_AUTHORED = 2;
  private static final int HAS_COMMITTED = 4;
  private static final int HAS_FIRST_MERGED = 8;
  private static final int HAS_SERVICES = 16;
  private static final int HAS_REVERTS = 32;
  private static final int IS_REVERT = 64;
  private static final int IS_HOTFIX = 128;

  static Word of(int origin, ResolvedCommit observation) {
    return new Word(
        origin,
        observation.getParents(),
        observation.getAuthoredAt(),
        observation.getCommittedAt(),
        observation.getFirstMergedCommitAt(),
        observation.getServices(),
        observation.getReverts(),
        observation.getIsRevert(),
        observation.getIsHotfix());
  }

  void writeTo(ValueWriter writer) {
    writer.number(origin).number(flags());
    if (parents != null) {
      writer.number(parents.size());
      parents.forEach(writer::objectId);
    }
    writeIfKnown(writer, authoredAt);
    writeIfKnown(writer, committedAt);
    writeIfKnown(writer, firstMergedCommitAt);
    if (services != null) {
      writer.number(services.size());
      services.forEach(writer::text);
    }
    if (!reverts.isEmpty()) {
      writer.number(reverts.size());
      reverts.forEach(writer::objectId);
    }
  }

  private int flags() {
    return (parents == null ? 0 : HAS_PARENTS)
        | (authoredAt == null ? 0 : HAS_AUTHORED)
        | (committedAt == null ? 0 : HAS_COMMITTED)
        | (firstMergedCommitAt == null ? 0 : HAS_FIRST_MERGED)
        | (services == null ? 0 : HAS_SERVICES)
        | (reverts.isEmpty() ? 0 : HAS_REVERTS)
        | (isRevert ? IS_REVERT : 0)
        | (isHotfix ? IS_HOTFIX : 0);
  }

  private static void writeIfKnown(ValueWriter writer, @Nullable Long number) {
    if (number != null) {
      writer.number(number);
    }
  }

  static Word readFrom(ValueReader reader) {
    int origin = reader.count();
    int flags = reader.count();
    return new Word(
        origin,
        (flags & HAS_PARENTS) == 0 ? null : readObjectIds(reader),
        (flags & HAS_AUTHORED) == 0 ? null : Long.valueOf(reader.number()),
        (flags & HAS_COMMITTED) == 0 ? null : Long.valueOf(reader.number()),
        (flags & HAS_FIRST_MERGED) == 0 ? null : Long.valueOf(reader.number()),
        (flags & HAS_SERVICES) == 0 ? null : readTexts(reader),
        (flags & HAS_REVERTS) == 0 ? List.of() : readObjectIds(reader),
        (flags & IS_REVERT) != 0,
        (flags & IS_HOTFIX) != 0);
  }

  private static List<String> readObjectIds(ValueReader reader) {
    List<String> ids = new ArrayList<>(2);
    for (int left = reader.count(); left > 0; left--) {
      ids.add(reader.objectId());
    }
    return ids;
  }

  private static List<String> readTexts(ValueReader reader) {
    List<String> texts = new ArrayList<>(2);
    for (int left = reader.count(); left > 0; left--) {
      texts.add(reader.text());
    }
    return texts;
  }
}
