package dev.plumbline.streams.operations;

/**
 * What one or more applications have left to do.
 *
 * @param records records on their topics that are not taken yet
 * @param pending pieces of work that are taken and not finished
 * @param isSettled whether everything that was on the topics has become facts and metrics
 */
public record Lag(long records, long pending, boolean isSettled) {

  /** Nothing. */
  public static final Lag NONE = new Lag(0, 0, true);

  /** What two applications have left. */
  public Lag plus(Lag other) {
    return new Lag(records + other.records, pending + other.pending, isSettled && other.isSettled);
  }

  /** The answer as a JSON object. */
  public String toJson() {
    return "{\"records\":"
        + records
        + ",\"pending\":"
        + pending
        + ",\"settled\":"
        + isSettled
        + "}";
  }
}
