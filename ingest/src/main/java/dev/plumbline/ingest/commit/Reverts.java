package dev.plumbline.ingest.commit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which commits a message says it reverts. The message itself goes no further. In "This reverts
 * commit A, reversing changes made to B" only A is reverted.
 */
public final class Reverts {

  private static final Pattern REVERT =
      Pattern.compile("This reverts commit\\s+([0-9a-fA-F]{7,64})\\b");
  private static final String TITLE = "Revert \"";
  private static final Set<Integer> FULL_LENGTHS = Set.of(40, 64);

  private Reverts() {}

  /** The object ids as written, full or abbreviated, in lower case. */
  public static List<String> namedIn(String message) {
    Matcher matcher = REVERT.matcher(message);
    Set<String> reverted = new LinkedHashSet<>();
    while (matcher.find()) {
      reverted.add(matcher.group(1).toLowerCase(Locale.ROOT));
    }
    return List.copyOf(reverted);
  }

  /** The full object ids among them, for readers who cannot look an abbreviation up. */
  public static List<String> fullNamedIn(String message) {
    return namedIn(message).stream().filter(Reverts::isFull).toList();
  }

  /** Whether the title is the one that Git and its hosts give to what reverts something. */
  public static boolean isTitleOfRevert(String title) {
    return title.startsWith(TITLE);
  }

  /** Whether the object id is not an abbreviation. */
  public static boolean isFull(String sha) {
    return FULL_LENGTHS.contains(sha.length());
  }
}
