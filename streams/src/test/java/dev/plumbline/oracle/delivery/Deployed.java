package dev.plumbline.oracle.delivery;

import java.time.Instant;
import java.util.Comparator;

/**
 * A deployment, merged from all that was observed of it.
 *
 * @param origin source and repository that tell of it
 * @param tenant environment as the source calls it
 */
record Deployed(
    Target target,
    String id,
    String origin,
    String tenant,
    String repository,
    String sha,
    String release,
    String status,
    Instant startedAt,
    Instant finishedAt) {

  /** By finish, then by id; the greater environment of two with one finish is the later one. */
  static final Comparator<Deployed> ORDER =
      Comparator.comparing(Deployed::finishedAt)
          .thenComparing(one -> one.target().environment(), Bytes.ORDER)
          .thenComparing(Deployed::id, Bytes.ORDER);

  boolean hasSucceeded() {
    return status.equals("SUCCEEDED");
  }

  /** Has a place in the order of successful deployments. */
  boolean isSuccess() {
    return hasSucceeded() && finishedAt != null;
  }

  /** Is in the rates. */
  boolean isFinished() {
    return (hasSucceeded() || status.equals("FAILED")) && finishedAt != null;
  }

  boolean isBefore(Deployed other) {
    return ORDER.compare(this, other) < 0;
  }
}
