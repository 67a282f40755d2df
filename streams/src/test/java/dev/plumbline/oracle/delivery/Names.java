package dev.plumbline.oracle.delivery;

import dev.plumbline.event.RepositoryObserved;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which repository a source's name stands for. */
final class Names {

  private static final Comparator<RepositoryObserved> BY_AGE =
      Comparator.comparingLong(RepositoryObserved::getVersion)
          .thenComparing(RepositoryObserved::getRepository);

  private record Name(String source, String repository) {}

  private final Map<Name, Repository> claimed = new HashMap<>();
  private final List<RepositoryObserved> renamings = new ArrayList<>();
  private final Map<String, Repository> records = new HashMap<>();

  Names(Events events) {
    List<Repository> first =
        events.repositories().stream()
            .sorted(Comparator.comparing(Repository::getRepository, Bytes.ORDER))
            .toList();
    for (Repository repository : first) {
      records.put(repository.getRepository(), repository);
      for (RepositoryAlias alias : repository.getAliases()) {
        claimed.putIfAbsent(new Name(alias.getSource(), alias.getRepository()), repository);
      }
    }
    for (RepositoryObserved one : events.all(RepositoryObserved.class)) {
      String from = one.getRenamedFrom();
      if (from != null && !from.equals(one.getRepository())) {
        renamings.add(one);
      }
    }
  }

  /**
   * The repository's own name: what the organisation says, else the name that it has now at the
   * source.
   */
  String canonical(String source, String repository) {
    Name name = new Name(source, repository);
    List<Name> passed = new ArrayList<>();
    while (!passed.contains(name)) {
      if (claimed.containsKey(name)) {
        return claimed.get(name).getRepository();
      }
      passed.add(name);
      name = next(name);
    }
    // It is the last one and stays itself, or it is in a circle, in which one is as good as
    // another.
    return passed.subList(passed.indexOf(name), passed.size()).stream()
        .map(Name::repository)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** The name that the repository of this name got, itself if it has it still or again. */
  private Name next(Name name) {
    RepositoryObserved left = null;
    long came = Long.MIN_VALUE;
    for (RepositoryObserved one : renamings) {
      if (new Name(one.getSource(), one.getRenamedFrom()).equals(name)
          && (left == null || BY_AGE.compare(one, left) > 0)) {
        left = one;
      }
      if (new Name(one.getSource(), one.getRepository()).equals(name)) {
        came = Math.max(came, one.getVersion());
      }
    }
    return left == null || left.getVersion() < came
        ? name
        : new Name(left.getSource(), left.getRepository());
  }

  /** What the organisation says of a repository, null when nothing. */
  Repository record(String canonical) {
    return records.get(canonical);
  }
}
