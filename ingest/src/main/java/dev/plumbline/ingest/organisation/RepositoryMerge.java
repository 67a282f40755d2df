package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.ingest.collection.LatestRecords;
import dev.plumbline.ingest.organisation.OrganisationResult.Counts;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.organisation.RepositoryService;
import dev.plumbline.topic.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings organisation.repositories to what the file says, beside what other collectors wrote there:
 * adds what is missing, and takes away only what it added itself and the file has no longer.
 */
final class RepositoryMerge {

  private static final String PATHS = " paths";

  private final LatestRecords latest;
  private final EventSink sink;
  private final Claims claims;
  private final Set<String> kept = new TreeSet<>();
  private final Map<String, Repository> changed = new LinkedHashMap<>();
  private final Set<String> gone = new TreeSet<>();

  RepositoryMerge(LatestRecords latest, EventSink sink) {
    this.latest = latest;
    this.sink = sink;
    this.claims = new Claims(latest, sink, Topics.ORGANISATION_REPOSITORIES.name());
  }

  Counts send(Map<String, Repository> wanted) {
    Map<CanonicalRepository, Repository> known = latest.all(Topics.ORGANISATION_REPOSITORIES);
    Set<String> names = new TreeSet<>(wanted.keySet());
    known.keySet().forEach(key -> names.add(key.getRepository()));
    names.forEach(
        name -> compare(name, known.get(new CanonicalRepository(name)), wanted.get(name)));
    claims.add(kept);
    changed.forEach((name, value) -> sink.send(Topics.ORGANISATION_REPOSITORIES, key(name), value));
    gone.forEach(name -> sink.remove(Topics.ORGANISATION_REPOSITORIES, key(name)));
    claims.settle(kept);
    return new Counts(wanted.size(), changed.size(), gone.size());
  }

  private void compare(String name, @Nullable Repository known, @Nullable Repository wanted) {
    Repository before = known == null ? empty(name) : known;
    Repository asked = wanted == null ? empty(name) : wanted;
    Repository after =
        new Repository(
            name,
            merged(before.getAliases(), asked.getAliases(), alias -> claim(name, alias)),
            services(name, before.getServices(), asked.getServices()));
    if (wanted == null && after.getAliases().isEmpty() && after.getServices().isEmpty()) {
      if (!before.equals(after)) {
        gone.add(name);
      }
    } else if (!after.equals(before)) {
      changed.put(name, after);
    }
  }

  /** A service that another collection brought gets the file's paths, for only the file has any. */
  private List<RepositoryService> services(
      String name, List<RepositoryService> before, List<RepositoryService> asked) {
    List<RepositoryService> current = new ArrayList<>();
    for (RepositoryService service : before) {
      String paths = claim(name, service) + PATHS;
      RepositoryService wanted = find(asked, service);
      boolean haveOurs = claims.contains(paths) || claims.contains(claim(name, service));
      if (wanted != null) {
        boolean isOther = haveOurs || !wanted.getPaths().isEmpty();
        current.add(isOther ? wanted : service);
        if (!wanted.getPaths().isEmpty()) {
          kept.add(paths);
        }
      } else {
        current.add(claims.contains(paths) ? withoutPaths(service) : service);
      }
    }
    List<RepositoryService> sameInstances =
        asked.stream()
            .map(
                service -> {
                  RepositoryService known = find(current, service);
                  return known == null ? service : known;
                })
            .toList();
    return merged(current, sameInstances, service -> claim(name, service));
  }

  private static @Nullable RepositoryService find(
      List<RepositoryService> services, RepositoryService same) {
    return services.stream()
        .filter(service -> service.getService().equals(same.getService()))
        .filter(service -> service.getEnvironment().equals(same.getEnvironment()))
        .findFirst()
        .orElse(null);
  }

  private static RepositoryService withoutPaths(RepositoryService service) {
    return new RepositoryService(service.getService(), service.getEnvironment(), List.of());
  }

  private <T> List<T> merged(List<T> before, List<T> asked, Function<T, String> claim) {
    List<T> after = new ArrayList<>();
    for (T one : before) {
      boolean isOurs = claims.contains(claim.apply(one));
      if (asked.contains(one) || !isOurs) {
        after.add(one);
      }
      if (asked.contains(one) && isOurs) {
        kept.add(claim.apply(one));
      }
    }
    for (T one : asked) {
      if (!before.contains(one)) {
        after.add(one);
        kept.add(claim.apply(one));
      }
    }
    return after;
  }

  private static Repository empty(String name) {
    return new Repository(name, List.of(), List.of());
  }

  private static CanonicalRepository key(String name) {
    return new CanonicalRepository(name);
  }

  // No name has a space.
  private static String claim(String name, RepositoryAlias alias) {
    return name + " alias " + alias.getSource() + ":" + alias.getRepository();
  }

  private static String claim(String name, RepositoryService service) {
    return name + " service " + service.getService() + "@" + service.getEnvironment();
  }
}
