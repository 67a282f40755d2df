package dev.plumbline.ingest.spool;

import dev.plumbline.validation.Problems;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the spool is and how much it may take.
 *
 * @param folder of the spool alone
 * @param largestBytes most bytes of deliveries, drained ones included
 * @param freePercent share of the disk that stays free, though never more than {@link #MOST_FREE}
 * @param keep how long an entry stays after Kafka has acknowledged it: a broker's acknowledgement
 *     does not survive a power cut before its disk has the record
 */
public record SpoolConfig(Path folder, long largestBytes, int freePercent, Duration keep) {

  /** A large disk that is nearly full has room enough: more than this need not stay free. */
  static final long MOST_FREE = 5L << 30;

  private static final long LARGEST_BYTES = 8L << 30;
  private static final int FREE_PERCENT = 10;
  private static final Duration KEEP = Duration.ofMinutes(15);

  public SpoolConfig {
    Problems problems = new Problems();
    problems.require(
        largestBytes > 0, "spoolMebibytes: expected a positive number, got " + largestBytes);
    problems.require(
        freePercent >= 0 && freePercent < 100,
        "spoolFreePercent: expected 0 to 99, got " + freePercent);
    problems.throwIfAny();
  }

  /** 8 GiB in the data folder. */
  public static SpoolConfig byDefault(Path data) {
    return new SpoolConfig(data.resolve("spool"), LARGEST_BYTES, FREE_PERCENT, KEEP);
  }

  /** The same with other bounds. */
  public SpoolConfig limitedTo(long bytes, int percent) {
    return new SpoolConfig(folder, bytes, percent, keep);
  }

  /** Folder beside the spool of what neither its topics nor the quarantine take. */
  public Path stranded() {
    return folder.resolveSibling("stranded");
  }

  /** Most bytes of what is stranded: an eighth of the spool's. */
  public long mostStranded() {
    return largestBytes / 8;
  }
}
