package dev.plumbline.oracle.delivery;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Commits by canonical repository and object id. */
final class Commits {

  private final Names names;
  private final Map<String, Map<String, Commit>> commits = new TreeMap<>();

  Commits(Events events, Names names) {
    this.names = names;
    Map<String, Map<String, List<CommitObserved>>> observed = new HashMap<>();
    for (CommitObserved one : events.all(CommitObserved.class)) {
      observed
          .computeIfAbsent(
              names.canonical(one.getSource(), one.getRepository()), any -> new HashMap<>())
          .computeIfAbsent(one.getSha(), any -> new ArrayList<>())
          .add(one);
    }
    observed.forEach(
        (repository, bySha) ->
            bySha.forEach(
                (sha, all) ->
                    commits
                        .computeIfAbsent(repository, any -> new TreeMap<>())
                        .put(sha, merged(repository, sha, all))));
  }

  Set<String> repositories() {
    return commits.keySet();
  }

  Collection<Commit> of(String repository) {
    return commits.getOrDefault(repository, Map.of()).values();
  }

  /** The commit, null when it was never observed. */
  Commit commit(String repository, String sha) {
    return repository == null || sha == null
        ? null
        : commits.getOrDefault(repository, Map.of()).get(sha);
  }

  /** A commit never changes: what differs is how much of it was told. */
  private Commit merged(String repository, String sha, List<CommitObserved> all) {
    Observations<CommitObserved> said = new Observations<>(all, one -> 0L, one -> 0);
    boolean knowsPaths = all.stream().anyMatch(one -> one.getChangedPaths() != null);
    return new Commit(
        repository,
        sha,
        said.united(CommitObserved::getParents),
        said.earliest(CommitObserved::getAuthoredAt),
        said.earliest(CommitObserved::getCommittedAt),
        said.earliest(CommitObserved::getFirstMergedCommitAt),
        knowsPaths ? services(repository, said.united(CommitObserved::getChangedPaths)) : null,
        said.united(CommitObserved::getReverts),
        said.anyTrue(CommitObserved::getRevert)
            || !said.united(CommitObserved::getReverts).isEmpty(),
        said.anyTrue(CommitObserved::getHotfix));
  }

  private Set<String> services(String repository, Set<String> changed) {
    Repository record = names.record(repository);
    Set<String> touched = new TreeSet<>();
    for (RepositoryService service :
        record == null ? List.<RepositoryService>of() : record.getServices()) {
      for (String owned : service.getPaths()) {
        if (changed.stream().anyMatch(path -> touches(path, owned))) {
          touched.add(service.getService());
        }
      }
    }
    return touched.isEmpty() ? null : touched;
  }

  /** What is changed is the owned path, lies below it, or may lie below it. */
  private static boolean touches(String changed, String owned) {
    String changedFolder = changed.endsWith("/") ? changed : changed + "/";
    String ownedFolder = owned.endsWith("/") ? owned : owned + "/";
    return changedFolder.startsWith(ownedFolder)
        || changed.endsWith("/") && ownedFolder.startsWith(changedFolder);
  }
}
