package dev.plumbline.ingest.organisation;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences that begin with their line. */
final class Lines {

  private static final Pattern LINE = Pattern.compile("line (\\d{1,9}): ");

  private Lines() {}

  /** In the order of their lines; those without a line last, as they came. */
  static List<String> sorted(List<String> sentences) {
    return sentences.stream().distinct().sorted(Comparator.comparingInt(Lines::line)).toList();
  }

  private static int line(String sentence) {
    Matcher line = LINE.matcher(sentence);
    return line.lookingAt() ? Integer.parseInt(line.group(1)) : Integer.MAX_VALUE;
  }
}
