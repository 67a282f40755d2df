package dev.plumbline.ingest.commit;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Keeps the paths of one commit small enough for a record. An import or a reformatting touches tens
 * of thousands of files; then directories stand for what is in them, at the greatest depth that
 * fits, which depends on the paths alone.
 */
public final class PathBudget {

  private static final int MOST_ENTRIES = 1_000;
  private static final int MOST_BYTES = 256 * 1024;
  private static final String EVERYTHING = "/";

  private PathBudget() {}

  /** The paths themselves, or directories (ending with "/") in their place; in order. */
  public static List<String> fit(Collection<String> paths) {
    SortedSet<String> entries = new TreeSet<>(paths);
    int depth = entries.stream().mapToInt(PathBudget::depth).max().orElse(0);
    while (!fits(entries)) {
      depth--;
      entries = depth == 0 ? new TreeSet<>(List.of(EVERYTHING)) : cut(entries, depth);
    }
    return List.copyOf(entries);
  }

  private static boolean fits(SortedSet<String> entries) {
    return entries.size() <= MOST_ENTRIES
        && entries.stream().mapToLong(PathBudget::bytes).sum() <= MOST_BYTES;
  }

  private static int bytes(String path) {
    return path.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Number of names in the path. */
  private static int depth(String path) {
    String inner = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return 1 + (int) inner.chars().filter(character -> character == '/').count();
  }

  private static SortedSet<String> cut(SortedSet<String> entries, int depth) {
    SortedSet<String> cut = new TreeSet<>();
    entries.forEach(path -> cut.add(depth(path) <= depth ? path : head(path, depth)));
    return cut;
  }

  private static String head(String path, int names) {
    int end = -1;
    for (int name = 0; name < names; name++) {
      end = path.indexOf('/', end + 1);
    }
    return path.substring(0, end + 1);
  }
}
