package dev.plumbline.validation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the names that somebody may have meant. */
public final class Suggestion {

  private static final int SUGGESTIONS = 3;
  private static final int LONGEST_COMPARED = 100;
  private static final int MOST_TOLERATED = 4;

  private Suggestion() {}

  /** The nearest of the known names in words, the nearest first; nothing when none is near. */
  public static String forUnknown(String given, Collection<String> known) {
    List<String> nearest = nearest(given, known);
    return nearest.isEmpty()
        ? ""
        : nearest.stream()
            .map(name -> "\"" + name + "\"")
            .collect(Collectors.joining(" or ", ", did you mean ", "?"));
  }

  private static List<String> nearest(String given, Collection<String> known) {
    // The distance costs the product of the lengths, and the name comes from outside.
    if (given.length() > LONGEST_COMPARED) {
      return List.of();
    }
    return known.stream()
        .filter(name -> isNear(given, name))
        .sorted(
            Comparator.comparingInt((String name) -> distance(lower(given), lower(name)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(SUGGESTIONS)
        .toList();
  }

  private static boolean isNear(String given, String name) {
    String a = lower(given);
    String b = lower(name);
    return b.length() <= LONGEST_COMPARED && (b.contains(a) || distance(a, b) <= tolerance(name));
  }

  /** Names that share a long prefix are no nearer for it. */
  private static int tolerance(String name) {
    return Math.max(2, Math.min(MOST_TOLERATED, name.length() / 3));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
