package dev.plumbline.ingest.validation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody may have meant. */
public final class Suggestion {

  private Suggestion() {}

  /** " (did you mean x?)" for the nearest of the known names, or nothing if none is near. */
  public static String forUnknown(String name, Collection<String> known) {
    return nearest(name, known).map(meant -> " (did you mean " + meant + "?)").orElse("");
  }

  private static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= tolerance(candidate))
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
  }

  private static int tolerance(String candidate) {
    return Math.max(1, Math.min(4, candidate.length() / 3));
  }

  /** Levenshtein distance, upper and lower case being the same. */
  private static int distance(String left, String right) {
    int[] above = new int[right.length() + 1];
    for (int column = 0; column < above.length; column++) {
      above[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      above = nextRow(left.charAt(row - 1), row, right, above);
    }
    return above[right.length()];
  }

  private static int[] nextRow(char character, int row, String right, int[] above) {
    int[] costs = new int[above.length];
    costs[0] = row;
    for (int column = 1; column < costs.length; column++) {
      int replaced = above[column - 1] + (isSame(character, right.charAt(column - 1)) ? 0 : 1);
      costs[column] = Math.min(replaced, Math.min(above[column], costs[column - 1]) + 1);
    }
    return costs;
  }

  private static boolean isSame(char left, char right) {
    return Character.toLowerCase(left) == Character.toLowerCase(right);
  }
}
