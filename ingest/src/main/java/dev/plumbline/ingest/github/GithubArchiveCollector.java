package dev.plumbline.ingest.github;

import dev.plumbline.ingest.collection.ArchiveCollector;
import dev.plumbline.ingest.collection.ArchiveRequest;
import dev.plumbline.ingest.collection.ArchiveResult;
import dev.plumbline.ingest.collection.CollectionCancelledException;
import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionPhase;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.delivery.Mapping.Mapped;
import dev.plumbline.ingest.delivery.Mapping.Unusable;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.settings.HotfixRules;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Collects files of GitHub's events, one JSON object a line, as public archives have them: pull
 * requests, issues, releases, pushes and their commits, as the same events that webhooks give. A
 * line that cannot be used is counted and named, and stops nothing.
 */
public final class GithubArchiveCollector implements ArchiveCollector {

  private final ArchiveMapper mapper;
  private final Supplier<EventSink> sinks;

  /**
   * A collector.
   *
   * @param rules what a hotfix is
   * @param sinks makes one sink for each collection
   */
  public GithubArchiveCollector(
      Pseudonyms pseudonyms, Supplier<HotfixRules> rules, Supplier<EventSink> sinks) {
    this.mapper = new ArchiveMapper(pseudonyms, rules);
    this.sinks = sinks;
  }

  @Override
  public ArchiveResult collect(ArchiveRequest request, CollectionListener listener) {
    if (!Files.isRegularFile(request.file())) {
      throw new CollectionException("There is no file " + request.file());
    }
    EventSink sink = sinks.get();
    try (ArchiveFile file = ArchiveFile.open(request.file())) {
      return collect(request.source(), file, sink, listener);
    } catch (IOException e) {
      throw new CollectionException(
          "Cannot read the archive %s: %s".formatted(request.file(), e.getMessage()), e);
    } finally {
      sink.flush();
    }
  }

  private ArchiveResult collect(
      String source, ArchiveFile file, EventSink sink, CollectionListener listener)
      throws IOException {
    ArchiveTally tally = new ArchiveTally();
    for (ArchiveFile.Line line = file.next(); line != null; line = file.next()) {
      if (listener.isCancelled()) {
        throw new CollectionCancelledException();
      }
      if (isBlank(line.bytes())) {
        tally.addBlank();
      } else {
        Mapping mapping = map(source, line.bytes());
        tally.add(line.number(), mapping);
        send(mapping, sink);
      }
      listener.progressed(CollectionPhase.BYTES, file.position(), file.size());
    }
    sink.flush();
    return tally.result();
  }

  private static boolean isBlank(byte @Nullable [] line) {
    if (line == null) {
      return false;
    }
    for (byte character : line) {
      if (character != ' ' && character != '\t' && character != '\r') {
        return false;
      }
    }
    return true;
  }

  private Mapping map(String source, byte @Nullable [] line) {
    return line == null
        ? new Unusable("Expected a line of at most 32 MiB, got a longer one")
        : mapper.map(source, line);
  }

  private static void send(Mapping mapping, EventSink sink) {
    if (mapping instanceof Mapped mapped) {
      mapped.events().forEach(event -> send(event, sink));
    }
  }

  private static <K extends SpecificRecord, V extends SpecificRecord> void send(
      Event<K, V> event, EventSink sink) {
    sink.send(event.topic(), event.key(), event.value());
  }
}
