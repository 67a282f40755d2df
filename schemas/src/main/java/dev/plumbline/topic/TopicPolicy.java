package dev.plumbline.topic;

import java.time.Duration;
import java.util.Map;

/**
 * How long a topic keeps what it holds.
 *
 * <p>The record timestamp of every topic is the instant of acceptance, because brokers compare it
 * with their own clock when they delete: under event time, years of backfilled history would vanish
 * before they were read.
 */
public enum TopicPolicy {
  /** Everything is kept; erasure of a person is a procedure of its own. */
  KEEP_ALL(Map.of("cleanup.policy", "delete", "retention.ms", "-1")),
  /**
   * The last value of every key is kept. Tombstones stay for a week, which must be longer than the
   * longest outage of a reader that has no other way to learn of a deletion; after a longer one, a
   * replay gives readers new tables. A value may be large, for it can be the whole history of its
   * key: a collector's cursor names every deployment.
   */
  COMPACT(
      Map.of(
          "cleanup.policy",
          "compact",
          "delete.retention.ms",
          String.valueOf(Duration.ofDays(7).toMillis()),
          "max.message.bytes",
          String.valueOf(8 * 1024 * 1024))),
  /**
   * The last value of every key, for two weeks and the day that a segment takes to be closed: what
   * may hold personal data does not stay longer. A value holds a whole payload.
   */
  COMPACT_TWO_WEEKS(
      Map.of(
          "cleanup.policy",
          "compact,delete",
          "retention.ms",
          String.valueOf(Duration.ofDays(14).toMillis()),
          "segment.ms",
          String.valueOf(Duration.ofDays(1).toMillis()),
          "max.compaction.lag.ms",
          String.valueOf(Duration.ofDays(1).toMillis()),
          "max.message.bytes",
          String.valueOf(8 * 1024 * 1024))),
  /** For people to look at: two weeks. */
  TWO_WEEKS(
      Map.of(
          "cleanup.policy",
          "delete",
          "retention.ms",
          String.valueOf(Duration.ofDays(14).toMillis())));

  private final Map<String, String> configuration;

  TopicPolicy(Map<String, String> configuration) {
    this.configuration = configuration;
  }

  /** Topic settings in Kafka's own names. */
  public Map<String, String> configuration() {
    return configuration;
  }
}
