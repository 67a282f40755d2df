package dev.plumbline.dashboards.http;

import dev.plumbline.dashboards.store.DeliveryStore;
import dev.plumbline.validation.Suggestion;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks the names of services and environments before rows of them are asked for. */
final class KnownNames {

  private final DeliveryStore store;

  KnownNames(DeliveryStore store) {
    this.store = store;
  }

  /** What is unknown, with the nearest known names; null when all are known. */
  @Nullable String unknown(List<String> services, List<String> environments) {
    String unknown =
        Stream.concat(
                services.isEmpty() ? Stream.of() : unknown("service", services, store.services()),
                environments.isEmpty()
                    ? Stream.of()
                    : unknown("environment", environments, store.environments()))
            .collect(Collectors.joining("; "));
    return unknown.isEmpty() ? null : unknown;
  }

  private static Stream<String> unknown(String kind, List<String> given, List<String> known) {
    return given.stream()
        .filter(name -> !known.contains(name))
        .map(name -> "unknown " + kind + " \"" + name + "\"" + Suggestion.forUnknown(name, known));
  }
}
