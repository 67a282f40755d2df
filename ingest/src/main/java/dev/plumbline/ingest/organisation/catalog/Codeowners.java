package dev.plumbline.ingest.organisation.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * A CODEOWNERS file as GitHub reads it: of the rules that match a path the last one counts, also if
 * it names nobody.
 */
public final class Codeowners {

  private static final Set<String> EVERYTHING = Set.of("*", "**", "/**", "**/*", "/**/*");

  /** GitHub knows neither exceptions nor ranges of characters. */
  private static final String UNSUPPORTED = "!.*|.*\\[.*|\\\\#.*";

  private record Rule(String pattern, FastIgnoreRule matcher, List<String> owners) {}

  private final List<Rule> rules;

  private Codeowners(List<Rule> rules) {
    this.rules = rules;
  }

  /** Reads the file; lines that GitHub does not understand are passed over, as it does. */
  public static Codeowners of(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] words = line.replaceFirst("(^|\\s)#.*", "").strip().split("(?<!\\\\)\\s+");
      if (!words[0].isEmpty() && !words[0].matches(UNSUPPORTED)) {
        rules.add(
            new Rule(
                words[0], new FastIgnoreRule(words[0]), Arrays.stream(words).skip(1).toList()));
      }
    }
    return new Codeowners(rules);
  }

  /** Owners of what no other rule speaks of, as "@acme/checkout". */
  public List<String> owners() {
    List<String> owners = List.of();
    for (Rule rule : rules) {
      if (EVERYTHING.contains(rule.pattern())) {
        owners = rule.owners();
      }
    }
    return owners;
  }

  /** Owners of a directory or file. */
  public List<String> owners(String path) {
    List<String> owners = List.of();
    for (Rule rule : rules) {
      if (matches(rule, path)) {
        owners = rule.owners();
      }
    }
    return owners;
  }

  /** The path itself, or a directory that it is in: "docs/*" is what stands in docs, no deeper. */
  private static boolean matches(Rule rule, String path) {
    if (EVERYTHING.contains(rule.pattern()) || rule.matcher().isMatch(path, true, true)) {
      return true;
    }
    boolean isOneLevel = rule.pattern().matches(".*/\\*");
    int slash = path.lastIndexOf('/');
    return !isOneLevel && slash > 0 && matches(rule, path.substring(0, slash));
  }
}
