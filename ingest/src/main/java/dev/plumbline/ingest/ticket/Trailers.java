package dev.plumbline.ingest.ticket;

import dev.plumbline.event.IncidentLinks;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a ticket's text that are written for machines, each a name, a colon and a value: {@code
 * Caused-by-deployment}, {@code Caused-by-commit}, {@code Caused-by-version}, {@code Service},
 * {@code Environment}. The text itself goes no further. A value that could be none, such as an
 * abbreviated object id, counts as not written.
 */
public final class Trailers {

  private static final int LONGEST_VALUE = 200;
  private static final int MOST_CAUSES = 100;
  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private final SortedSet<String> deployments = new TreeSet<>();
  private final SortedSet<String> commits = new TreeSet<>();
  private final SortedSet<String> versions = new TreeSet<>();
  private @Nullable String service;
  private @Nullable String environment;

  private Trailers() {}

  /** Reads the text. */
  public static Trailers in(String text) {
    Trailers trailers = new Trailers();
    text.lines().forEach(trailers::read);
    return trailers;
  }

  private void read(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return;
    }
    String value = line.substring(colon + 1).strip();
    if (isValue(value)) {
      read(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), value);
    }
  }

  private void read(String name, String value) {
    switch (name) {
      case "caused-by-deployment" -> add(deployments, value);
      case "caused-by-version" -> add(versions, value);
      case "caused-by-commit" -> {
        String sha = value.toLowerCase(Locale.ROOT);
        if (OBJECT_ID.matcher(sha).matches()) {
          add(commits, sha);
        }
      }
      // As everywhere with trailers, the last one stands.
      case "service" -> service = value;
      case "environment" -> environment = value;
      default -> {
        // Somebody's own line.
      }
    }
  }

  private static void add(SortedSet<String> causes, String value) {
    if (causes.size() < MOST_CAUSES) {
      causes.add(value);
    }
  }

  private static boolean isValue(String value) {
    return !value.isEmpty()
        && value.length() <= LONGEST_VALUE
        && value
            .codePoints()
            .noneMatch(
                character ->
                    Character.isISOControl(character)
                        || Character.getType(character) == Character.SURROGATE);
  }

  /** Causes, none if the text names none: that is a statement, too. */
  public IncidentLinks causes() {
    return causes(List.of());
  }

  /** Causes with further versions that the tracker has in a field of its own. */
  public IncidentLinks causes(Collection<String> furtherVersions) {
    SortedSet<String> all = new TreeSet<>(versions);
    furtherVersions.forEach(version -> add(all, version));
    return new IncidentLinks(List.copyOf(deployments), List.copyOf(commits), List.copyOf(all));
  }

  /** The service, null if the text names none. */
  public @Nullable String service() {
    return service;
  }

  /** The environment, null if the text names none. */
  public @Nullable String environment() {
    return environment;
  }
}
