package dev.plumbline.dashboards.http;

import dev.plumbline.dashboards.store.DeliveryStore;
import dev.plumbline.validation.Suggestion;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks the names of scopes and environments before rows of them are asked for. */
final class KnownNames {

  private final DeliveryStore store;

  KnownNames(DeliveryStore store) {
    this.store = store;
  }

  /** What is unknown, with the nearest known names; null when all are known. */
  @Nullable String unknown(List<String> services, List<String> environments) {
    return unknown("service", services, environments);
  }

  /** The same for scopes of any kind. */
  @Nullable String unknown(String kind, List<String> scopes, List<String> environments) {
    // Most requests are right: those do not wait for the names of all others.
    if (store.hasFigures(kind, scopes, environments)) {
      return null;
    }
    String unknown =
        Stream.concat(
                scopes.isEmpty() ? Stream.of() : those(kind, scopes, known(kind)),
                environments.isEmpty()
                    ? Stream.of()
                    : those("environment", environments, store.environments()))
            .collect(Collectors.joining("; "));
    return unknown.isEmpty() ? null : unknown;
  }

  private List<String> known(String kind) {
    return kind.equals("service") ? store.services() : store.scopes(kind);
  }

  /** As above, for names of one kind; the known ones are looked up only when any were given. */
  static @Nullable String unknown(String kind, List<String> given, Supplier<List<String>> known) {
    String unknown =
        given.isEmpty() ? "" : those(kind, given, known.get()).collect(Collectors.joining("; "));
    return unknown.isEmpty() ? null : unknown;
  }

  private static Stream<String> those(String kind, List<String> given, List<String> known) {
    return given.stream()
        .filter(name -> !known.contains(name))
        .map(name -> "unknown " + kind + " \"" + name + "\"" + Suggestion.forUnknown(name, known));
  }
}
