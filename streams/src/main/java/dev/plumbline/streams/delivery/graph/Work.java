package dev.plumbline.streams.delivery.graph;

import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import org.jspecify.annotations.Nullable;

/**
 * Something left to settle. The order of the keys is the order of the work: offers first, earliest
 * label first, so that a batch of deployments visits each commit about once; then the commits that
 * lost a label.
 *
 * @param kind what is to be done
 * @param target number of the target
 * @param label the label offered, null for other kinds
 * @param sha the commit
 */
record Work(Kind kind, String repository, int target, @Nullable Label label, String sha) {

  /** Declared in the order of the work. */
  enum Kind {
    /** A child, or a deployment of the commit, offers a label. */
    OFFER,
    /** What the commit's label rested on has changed. */
    RECOMPUTE,
    /** The rows of all commits of the repository are to be brought in line with its targets. */
    SWEEP
  }

  static final char KEY = 'W';

  static Work offer(String repository, int target, Label label, String sha) {
    return new Work(Kind.OFFER, repository, target, label, sha);
  }

  static Work recompute(String repository, int target, String sha) {
    return new Work(Kind.RECOMPUTE, repository, target, null, sha);
  }

  static Work sweep(String repository) {
    return new Work(Kind.SWEEP, repository, 0, null, "");
  }

  byte[] toKey() {
    KeyWriter writer = KeyWriter.kind(KEY).text(repository).small(kind.ordinal()).small(target);
    if (label != null) {
      writer.number(label.finishedAt()).text(label.deployment());
    }
    return writer.objectId(sha).toBytes();
  }

  static Work fromKey(byte[] key) {
    KeyReader reader = new KeyReader(key);
    String repository = reader.text();
    Kind kind = Kind.values()[reader.small()];
    int target = reader.small();
    Label label = kind == Kind.OFFER ? new Label(reader.number(), reader.text()) : null;
    return new Work(kind, repository, target, label, reader.objectId());
  }
}
