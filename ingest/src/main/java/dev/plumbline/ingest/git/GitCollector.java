package dev.plumbline.ingest.git;

import dev.plumbline.event.RepositoryKey;
import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionRequest;
import dev.plumbline.ingest.collection.CollectionResult;
import dev.plumbline.ingest.collection.Collector;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.ingest.collection.LatestRecords;
import dev.plumbline.ingest.collection.RepositoryRecords;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.settings.HotfixRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Repository;

/** Collects a Git repository: its commits, and the tags that count as deployments. Thread-safe. */
public final class GitCollector implements Collector {

  static final String SOURCE = "git";

  private final Repositories repositories;
  private final Pseudonyms pseudonyms;
  private final Supplier<HotfixRules> rules;
  private final LatestRecords latest;
  private final Supplier<EventSink> sinks;
  private final RepositoryRecords records;
  private final Clock clock;

  /**
   * A collector.
   *
   * @param mirrors folder for copies of remote repositories
   * @param rules what a hotfix is
   * @param latest reads cursors and the organisation's records
   * @param sinks makes one sink for each collection
   * @param clock gives the version of observations that have none of their own
   */
  public GitCollector(
      Path mirrors,
      Pseudonyms pseudonyms,
      Supplier<HotfixRules> rules,
      LatestRecords latest,
      Supplier<EventSink> sinks,
      RepositoryRecords records,
      Clock clock) {
    this.repositories = new Repositories(mirrors);
    this.pseudonyms = pseudonyms;
    this.rules = rules;
    this.latest = latest;
    this.sinks = sinks;
    this.records = records;
    this.clock = clock;
  }

  @Override
  public CollectionResult collect(CollectionRequest request, CollectionListener listener) {
    try (Repository repository = repositories.open(request, listener)) {
      OpenCollection opened = new OpenCollection(request, repository, sinks.get(), listener);
      return opened.run(latest, records, pseudonyms, rules.get(), clock);
    } catch (IOException e) {
      throw unreadable(request, e);
    } catch (UncheckedIOException e) {
      throw unreadable(request, e);
    }
  }

  private static CollectionException unreadable(CollectionRequest request, Exception cause) {
    return new CollectionException(
        "Cannot read the repository %s: %s".formatted(request.repository(), cause.getMessage()),
        cause);
  }

  static RepositoryKey key(CollectionRequest request) {
    return RepositoryKey.newBuilder().setSource(SOURCE).setRepository(request.repository()).build();
  }
}
