package dev.plumbline.ingest.git;

import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionRequest;
import dev.plumbline.ingest.collection.CollectionResult;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.ingest.collection.LatestRecords;
import dev.plumbline.ingest.collection.RepositoryRecords;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.settings.HotfixRules;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** One collection of one open repository: what it is first, then its commits, then its tags. */
record OpenCollection(
    CollectionRequest request, Repository repository, EventSink sink, CollectionListener listener) {

  CollectionResult run(
      LatestRecords latest,
      RepositoryRecords records,
      Pseudonyms pseudonyms,
      HotfixRules rules,
      Clock clock)
      throws IOException {
    Heads heads = Heads.of(repository);
    new OrganisationRecord(latest, sink, records).include(request);
    CommitCursor cursor =
        new CommitCursor(cursors(latest, ""), request, isShallow(), rules.titlePatterns());
    long known = History.count(repository, cursor.known());
    long commits = sendCommits(heads, cursor, pseudonyms, rules);
    Tags tags = tags(heads);
    DeploymentChanges changes = sendDeployments(tags, latest, clock);
    return new CollectionResult(
        commits, changes.sent().size(), changes.withdrawn().size(), tags.skipped(), known);
  }

  private boolean isShallow() throws IOException {
    return !repository.getObjectDatabase().getShallowCommits().isEmpty();
  }

  private Cursors cursors(LatestRecords latest, String scope) {
    return new Cursors(latest, sink, request.repository(), scope);
  }

  private long sendCommits(
      Heads heads, CommitCursor cursor, Pseudonyms pseudonyms, HotfixRules rules)
      throws IOException {
    try (History history = History.between(repository, heads.starts(), cursor.known());
        MergedCommits merged = new MergedCommits(repository, heads.starts());
        ObjectReader reader = repository.newObjectReader()) {
      CommitMapper mapper = new CommitMapper(request, pseudonyms, rules, merged, reader);
      return new CommitCollection(GitCollector.key(request), sink, cursor, listener)
          .run(history, mapper);
    }
  }

  private Tags tags(Heads heads) throws IOException {
    Pattern pattern = request.deploymentsFromTags();
    if (pattern == null) {
      return new Tags(List.of(), 0);
    }
    try (ObjectReader reader = repository.newObjectReader()) {
      return Tags.matching(pattern, heads.tags(), reader);
    }
  }

  /** A request that says nothing about deployments takes none back either. */
  private DeploymentChanges sendDeployments(Tags tags, LatestRecords latest, Clock clock) {
    if (request.deploymentsFromTags() == null) {
      return DeploymentChanges.none();
    }
    String scope = request.service() + "@" + request.environment();
    return new DeploymentCollection(request, sink, cursors(latest, scope), listener, clock)
        .run(tags.deployed());
  }
}
