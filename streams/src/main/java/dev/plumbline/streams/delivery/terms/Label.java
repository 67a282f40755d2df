package dev.plumbline.streams.delivery.terms;

import org.jspecify.annotations.Nullable;

/**
 * A successful deployment's place in the order of its service and environment: by finish, ties
 * broken by id.
 *
 * @param finishedAt when it first succeeded, in milliseconds of the epoch
 * @param deployment the deployment's id
 */
public record Label(long finishedAt, String deployment) implements Comparable<Label> {

  /** Whether it comes before the other, or there is no other. */
  public boolean isEarlierThan(@Nullable Label other) {
    return other == null || compareTo(other) < 0;
  }

  @Override
  public int compareTo(Label other) {
    int byFinish = Long.compare(finishedAt, other.finishedAt);
    return byFinish != 0 ? byFinish : compareByCodePoint(deployment, other.deployment);
  }

  /**
   * The order of the UTF-8 bytes, which is that of the stores' keys. Java's own order differs where
   * a surrogate meets a character above it.
   */
  private static int compareByCodePoint(String left, String right) {
    int end = Math.min(left.length(), right.length());
    for (int i = 0; i < end; i++) {
      if (left.charAt(i) != right.charAt(i)) {
        return Integer.compare(orderOf(left.charAt(i)), orderOf(right.charAt(i)));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static int orderOf(char character) {
    return Character.isSurrogate(character) ? character + 0x10000 : character;
  }
}
