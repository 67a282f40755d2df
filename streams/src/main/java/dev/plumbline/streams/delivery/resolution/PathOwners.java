package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.delivery.MappedService;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which services of a repository own what.
 *
 * @param byPath services by directory or file, without a slash at either end
 */
record PathOwners(SortedMap<String, Set<String>> byPath) {

  static final PathOwners NONE = new PathOwners(new TreeMap<>());

  static PathOwners of(List<MappedService> services) {
    SortedMap<String, Set<String>> byPath = new TreeMap<>();
    for (MappedService service : services) {
      for (String path : service.getPaths()) {
        byPath
            .computeIfAbsent(withoutSlashes(path), absent -> new TreeSet<>())
            .add(service.getService());
      }
    }
    return new PathOwners(byPath);
  }

  private static String withoutSlashes(String path) {
    int from = path.startsWith("/") ? 1 : 0;
    int to = path.length() > from && path.endsWith("/") ? path.length() - 1 : path.length();
    return path.substring(from, to);
  }

  /**
   * The services that own any of the changed paths, null when none does or the paths are not known:
   * the change counts for all then.
   */
  @Nullable List<String> touchedBy(@Nullable List<String> changedPaths) {
    if (changedPaths == null || byPath.isEmpty()) {
      return null;
    }
    Set<String> touched = new TreeSet<>();
    for (String changed : changedPaths) {
      String path = withoutSlashes(changed);
      addOwnersAbove(path, touched);
      if (changed.endsWith("/")) {
        addOwnersBelow(path, touched);
      }
    }
    return touched.isEmpty() ? null : List.copyOf(touched);
  }

  private void addOwnersAbove(String path, Set<String> touched) {
    String above = path;
    while (!above.isEmpty()) {
      touched.addAll(byPath.getOrDefault(above, Set.of()));
      above = above.substring(0, Math.max(0, above.lastIndexOf('/')));
    }
    touched.addAll(byPath.getOrDefault("", Set.of()));
  }

  private void addOwnersBelow(String directory, Set<String> touched) {
    // '0' is the character behind '/'.
    SortedMap<String, Set<String>> below =
        directory.isEmpty() ? byPath : byPath.subMap(directory + "/", directory + "0");
    below.values().forEach(touched::addAll);
  }
}
