package dev.plumbline.ingest.git;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionPhase;
import dev.plumbline.ingest.collection.CollectionRequest;
import dev.plumbline.ingest.collection.CollectionResult;
import dev.plumbline.ingest.collection.InMemoryTopics;
import dev.plumbline.ingest.collection.RepositoryRecords;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.settings.HotfixRules;
import dev.plumbline.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A repository, a collector and the topics it writes to. */
abstract class GitCollectorTest {

  static final Instant NOW = Instant.parse("2025-06-01T00:00:00Z");
  static final CollectionListener PATIENT = cancelledAfter(Long.MAX_VALUE);

  @TempDir Path folder;
  TestRepository git;
  InMemoryTopics topics = new InMemoryTopics();
  GitCollector collector;
  Pseudonyms pseudonyms;
  HotfixRules rules = HotfixRules.byDefault();

  @BeforeEach
  void openRepository() throws Exception {
    git = new TestRepository(folder.resolve("repository.git"));
    pseudonyms = Pseudonyms.keptIn(folder);
    collector = collectorAt(NOW);
  }

  @AfterEach
  void closeRepository() {
    git.close();
  }

  final RepositoryRecords records = new RepositoryRecords();

  GitCollector collectorAt(Instant now) {
    return new GitCollector(
        folder.resolve("git"),
        pseudonyms,
        () -> rules,
        topics,
        () -> topics,
        records,
        Clock.fixed(now, ZoneOffset.UTC));
  }

  CollectionResult collect() {
    return collect(null, null);
  }

  CollectionResult collectTags(String pattern) {
    return collect(pattern, null);
  }

  CollectionResult collectSince(String since) {
    return collect(null, since);
  }

  CollectionResult collect(String tags, String since) {
    return collector.collect(request(tags, since), PATIENT);
  }

  CollectionRequest request(String tags, String since) {
    return requestOf(git.folder().getPath(), tags, since);
  }

  static CollectionRequest requestOf(String location, String tags, String since) {
    return new CollectionRequest(
        location,
        "plumbline/example",
        "checkout",
        "production",
        tags == null ? null : Pattern.compile(tags),
        since == null ? null : Instant.parse(since),
        List.of());
  }

  List<CommitObserved> commits() {
    return topics.values(Topics.EVENTS_GIT, CommitObserved.class);
  }

  List<String> shas() {
    return commits().stream().map(CommitObserved::getSha).toList();
  }

  CommitObserved commit(ObjectId id) {
    return commits().stream()
        .filter(commit -> commit.getSha().equals(id.name()))
        .findFirst()
        .orElseThrow();
  }

  List<DeploymentObserved> deployments() {
    return topics.values(Topics.EVENTS_DELIVERY, DeploymentObserved.class);
  }

  /** A listener that loses patience after so many commits. */
  static CollectionListener cancelledAfter(long commits) {
    return new CollectionListener() {
      private long done;

      @Override
      public void progressed(CollectionPhase phase, long done, long total) {
        this.done = phase == CollectionPhase.COMMITS ? done : this.done;
      }

      @Override
      public boolean isCancelled() {
        return done >= commits;
      }
    };
  }
}
