package dev.plumbline.streams.operations;

/**
 * What an application has left to do.
 *
 * @param records records on its topics that it has not taken yet
 * @param pending pieces of work that it has taken and not finished
 * @param isSettled whether everything that was on its topics has become facts and metrics
 */
public record Lag(long records, long pending, boolean isSettled) {

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
