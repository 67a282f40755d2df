package dev.plumbline.dashboards.page;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The section of the page of definitions that tells a definition, as it is written there. */
public final class DefinitionText {

  private static final List<String> LINES = Definitions.text().lines().toList();

  private DefinitionText() {}

  /**
   * The section that a definition's heading begins, or else the one that first mentions it.
   *
   * @param definition id and version, such as {@code change-fail-rate@1}
   * @throws IllegalArgumentException if the page does not define it
   */
  public static String of(String definition) {
    String code = "`" + definition + "`";
    int[] mentions =
        IntStream.range(0, LINES.size()).filter(i -> LINES.get(i).contains(code)).toArray();
    int line =
        Arrays.stream(mentions)
            .filter(DefinitionText::isHeading)
            .findFirst()
            .orElseGet(
                () ->
                    Arrays.stream(mentions)
                        .findFirst()
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "Expected a definition of " + definition)));
    return section(line);
  }

  private static String section(int line) {
    int start = line;
    while (start > 0 && !isHeading(start)) {
      start--;
    }
    int end = start + 1;
    while (end < LINES.size() && !isHeading(end)) {
      end++;
    }
    return String.join("\n", LINES.subList(start, end)).strip();
  }

  private static boolean isHeading(int line) {
    return LINES.get(line).startsWith("#");
  }
}
