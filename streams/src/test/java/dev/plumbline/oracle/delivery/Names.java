package dev.plumbline.oracle.delivery;

import dev.plumbline.event.RepositoryObserved;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which repository a source's name stands for. */
final class Names {

  private record Name(String source, String repository) {}

  private final Map<Name, Repository> claimed = new HashMap<>();
  private final Map<Name, Name> renamed = new HashMap<>();
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
    events.all(RepositoryObserved.class).stream()
        .filter(one -> one.getRenamedFrom() != null)
        .sorted(
            Comparator.comparingLong(RepositoryObserved::getVersion)
                .thenComparing(RepositoryObserved::getRepository, Bytes.ORDER))
        .forEach(
            one ->
                renamed.put(
                    new Name(one.getSource(), one.getRenamedFrom()),
                    new Name(one.getSource(), one.getRepository())));
  }

  /** The repository's own name: what the organisation says, else the newest name at the source. */
  String canonical(String source, String repository) {
    Name name = new Name(source, repository);
    Set<Name> seen = new HashSet<>();
    while (seen.add(name)) {
      if (claimed.containsKey(name)) {
        return claimed.get(name).getRepository();
      }
      if (!renamed.containsKey(name)) {
        return name.repository();
      }
      name = renamed.get(name);
    }
    return repository;
  }

  /** What the organisation says of a repository, null when nothing. */
  Repository record(String canonical) {
    return records.get(canonical);
  }
}
