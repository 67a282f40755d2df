package dev.plumbline.ingest.git;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;

/**
 * Who and when, from an author, committer or tagger line. Read here rather than by JGit, because
 * its commit times end in 2038 and its time zones are those of this planet; the clock that counts
 * is the seconds alone.
 *
 * @param at null if the line has no clock that could be one
 */
record Signature(String name, String email, @Nullable Instant at) {

  // A thousand generations from now; longer numbers are damage.
  private static final int LONGEST_CLOCK = 12;

  /**
   * Reads the line.
   *
   * @param object raw commit or tag
   * @param start where the name begins, negative if there is no such line
   */
  static @Nullable Signature parse(byte[] object, int start) {
    if (start < 0) {
      return null;
    }
    String line = text(object, start, RawParseUtils.nextLF(object, start) - 1);
    int open = line.indexOf('<');
    int close = line.indexOf('>', open + 1);
    if (open < 0 || close < 0) {
      return null;
    }
    String clock = line.substring(line.lastIndexOf('>') + 1);
    return new Signature(
        line.substring(0, open).trim(), line.substring(open + 1, close).trim(), instant(clock));
  }

  private static String text(byte[] object, int start, int end) {
    return new String(object, start, Math.max(0, end - start), StandardCharsets.UTF_8);
  }

  private static @Nullable Instant instant(String clock) {
    String seconds = clock.strip().split("\\s", 2)[0];
    boolean isClock = seconds.matches("-?[0-9]{1," + LONGEST_CLOCK + "}");
    return isClock ? Instant.ofEpochSecond(Long.parseLong(seconds)) : null;
  }
}
