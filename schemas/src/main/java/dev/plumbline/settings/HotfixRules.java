package dev.plumbline.settings;

import dev.plumbline.organisation.Settings;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which changes are hotfixes, by branch, label or title. Immutable. Patterns are the organisation's
 * and texts are anybody's: a match that takes too many steps is given up and is none.
 */
public final class HotfixRules {

  private static final int LONGEST_TEXT = 1_000;
  private static final int MOST_STEPS = 1_000_000;

  private final List<Pattern> branches;
  private final Set<String> labels = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final List<Pattern> titles;
  private final String titlePatterns;

  /**
   * The rules of the settings, the defaults where there are none.
   *
   * @throws java.util.regex.PatternSyntaxException if a pattern is none; whoever writes settings
   *     checks that
   */
  public HotfixRules(@Nullable Settings settings) {
    Settings effective = settings == null ? DefaultSettings.settings() : settings;
    this.branches = effective.getHotfixBranches().stream().map(Pattern::compile).toList();
    this.labels.addAll(effective.getHotfixLabels());
    this.titles = effective.getHotfixTitles().stream().map(Pattern::compile).toList();
    this.titlePatterns = String.join("\n", effective.getHotfixTitles());
  }

  /** The rules where the organisation says nothing else. */
  public static HotfixRules byDefault() {
    return new HotfixRules(null);
  }

  /** Whether the whole name of the branch, without refs/heads/, matches. */
  public boolean isBranch(String branch) {
    return branches.stream().anyMatch(pattern -> matches(pattern, branch, true));
  }

  /** Whether one of the labels is a hotfix's, whatever the case of its letters. */
  public boolean isAnyLabel(Collection<String> of) {
    return of.stream().anyMatch(labels::contains);
  }

  /** Whether something in the title, or the first line of a message, matches. */
  public boolean isTitle(String title) {
    return titles.stream().anyMatch(pattern -> matches(pattern, title, false));
  }

  /** The patterns for titles, one a line: all that the mark on a commit depends on. */
  public String titlePatterns() {
    return titlePatterns;
  }

  private static boolean matches(Pattern pattern, String text, boolean isWhole) {
    String cut = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    try {
      var matcher = pattern.matcher(new Counted(cut, new int[1]));
      return isWhole ? matcher.matches() : matcher.find();
    } catch (TooManyStepsException | StackOverflowError e) {
      return false;
    }
  }

  /** A match has taken too many steps; has no trace, for any text may cause it. */
  private static final class TooManyStepsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManyStepsException() {
      super("Too many steps", null, false, false);
    }
  }

  /**
   * A text that ends a match which looks at it too often.
   *
   * @param steps how often it was looked at, in the one entry
   */
  private record Counted(CharSequence text, int[] steps) implements CharSequence {

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++steps[0] > MOST_STEPS) {
        throw new TooManyStepsException();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), steps);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
