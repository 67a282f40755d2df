package dev.plumbline.ingest.source;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The services that a source may speak of. Immutable. */
public final class ServiceScope {

  /** Every service. */
  public static final ServiceScope ALL = new ServiceScope(Set.of(), true);

  private static final String EVERY = "*";

  private final Set<String> services;
  private final boolean isAll;

  private ServiceScope(Set<String> services, boolean isAll) {
    this.services = services;
    this.isAll = isAll;
  }

  /** These services alone. */
  public static ServiceScope of(Set<String> services) {
    return new ServiceScope(Set.copyOf(services), false);
  }

  /**
   * Reads names separated by commas, or {@code *} alone for all.
   *
   * @return empty if there is no name, or a star beside names
   */
  public static Optional<ServiceScope> parse(String text) {
    List<String> names =
        Arrays.stream(text.split(",", -1)).map(String::strip).filter(n -> !n.isEmpty()).toList();
    if (names.equals(List.of(EVERY))) {
      return Optional.of(ALL);
    }
    return names.isEmpty() || names.contains(EVERY)
        ? Optional.empty()
        : Optional.of(of(new TreeSet<>(names)));
  }

  /** Whether the service is one of them. */
  public boolean includes(String service) {
    return isAll || services.contains(service);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ServiceScope scope
        && scope.isAll == isAll
        && scope.services.equals(services);
  }

  @Override
  public int hashCode() {
    return services.hashCode();
  }

  @Override
  public String toString() {
    return isAll ? EVERY : String.join(",", new TreeSet<>(services));
  }
}
