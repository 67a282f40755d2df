package dev.plumbline.streams.operations;

/**
 * What applications have left to do.
 *
 * @param records records on their topics that they have not taken yet
 * @param pending pieces of work that they have taken and not finished
 * @param isSettled whether everything that was on their topics has become facts and metrics
 */
public record Lag(long records, long pending, boolean isSettled) {

  /** What two applications have left together. */
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
