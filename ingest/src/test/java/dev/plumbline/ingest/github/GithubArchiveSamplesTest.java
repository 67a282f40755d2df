package dev.plumbline.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.PushObserved;
import dev.plumbline.event.ReleaseObserved;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.ingest.collection.ArchiveRequest;
import dev.plumbline.ingest.collection.ArchiveResult;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionPhase;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.ingest.delivery.Fixtures;
import dev.plumbline.settings.HotfixRules;
import dev.plumbline.topic.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over hours of the public archive: {@code -Dsamples=DIR} with a folder github-archive. */
class GithubArchiveSamplesTest {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  @Test
  @DisplayName("An hour of the archive gives what is counted from the file, twice and shuffled")
  void shouldGiveWhatIsCountedIndependently() throws IOException {
    String samples = System.getProperty("samples");
    assumeTrue(samples != null, "Skipped: no -Dsamples=DIR with hours in DIR/github-archive");
    try (Stream<Path> hours = Files.list(Path.of(samples).resolve("github-archive"))) {
      List<Path> files = hours.filter(file -> file.toString().endsWith(".gz")).toList();
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        check(file);
      }
    }
  }

  private void check(Path file) throws IOException {
    List<String> lines = lines(file);
    Seen once = new Seen();
    ArchiveResult result = collect(file, once);

    assertThat(once.distinct()).isEqualTo(counted(lines)).hasSize(5).doesNotContainValue(0);
    assertThat(result.unusable()).isZero();
    assertThat(
            result.pullRequests()
                + result.issues()
                + result.releases()
                + result.pushes()
                + result.ignored()
                + result.blank())
        .isEqualTo(lines.size());

    List<String> twice = new ArrayList<>(lines);
    twice.addAll(lines);
    Collections.shuffle(twice, new Random(3));
    Path shuffled = Files.write(folder.resolve("shuffled"), twice, StandardCharsets.UTF_8);
    Seen again = new Seen();
    collect(shuffled, again);

    assertThat(again.values).isEqualTo(once.values);
  }

  /** Counts things, not events, with nothing but the file. */
  private static Map<String, Integer> counted(List<String> lines) throws IOException {
    Map<String, Set<String>> things = new TreeMap<>();
    for (String line : lines) {
      JsonNode event = JSON.readTree(line);
      JsonNode payload = event.get("payload");
      String repository = event.at("/repo/name").asText();
      switch (event.get("type").asText()) {
        case "PullRequestEvent" ->
            add(things, "pull requests", repository + "#" + payload.at("/pull_request/number"));
        case "IssuesEvent" -> {
          if (!payload.get("issue").hasNonNull("pull_request")) {
            add(things, "issues", payload.at("/issue/id").asText());
          }
        }
        case "ReleaseEvent" -> add(things, "releases", payload.at("/release/id").asText());
        case "PushEvent" -> {
          add(things, "pushes", payload.get("push_id").asText());
          for (JsonNode commit : payload.get("commits")) {
            add(things, "commits", repository + "@" + commit.get("sha").asText());
          }
        }
        default -> {}
      }
    }
    return sizes(things);
  }

  private static void add(Map<String, Set<String>> things, String kind, String thing) {
    things.computeIfAbsent(kind, any -> new HashSet<>()).add(thing);
  }

  private static Map<String, Integer> sizes(Map<String, Set<String>> things) {
    Map<String, Integer> sizes = new TreeMap<>();
    things.forEach((kind, all) -> sizes.put(kind, all.size()));
    return sizes;
  }

  private static List<String> lines(Path file) throws IOException {
    try (GZIPInputStream content = new GZIPInputStream(Files.newInputStream(file))) {
      // Only the line feed ends a line; titles may have the other ends of Unicode.
      return List.of(new String(content.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
    }
  }

  private static ArchiveResult collect(Path file, Seen seen) {
    return new GithubArchiveCollector(Fixtures.pseudonyms(), HotfixRules::byDefault, () -> seen)
        .collect(new ArchiveRequest(file.toAbsolutePath(), "github"), new Patient());
  }

  /** Remembers each value once, as a topic's reader that merges does. */
  private static final class Seen implements EventSink {

    private final Set<SpecificRecord> values = new HashSet<>();

    @Override
    public <K extends SpecificRecord, V extends SpecificRecord> void send(
        Topic<K, V> topic, K key, V value) {
      values.add(value);
    }

    @Override
    public <K extends SpecificRecord, V extends SpecificRecord> void send(
        Topic<K, V> topic, int partition, K key, V value) {
      values.add(value);
    }

    @Override
    public <K extends SpecificRecord> void remove(Topic<K, ?> topic, K key) {
      throw new IllegalStateException("Expected an archive to take nothing back");
    }

    @Override
    public void flush() {}

    Map<String, Integer> distinct() {
      Map<String, Set<String>> things = new TreeMap<>();
      for (SpecificRecord value : values) {
        if (value instanceof PullRequestObserved seen) {
          add(things, "pull requests", seen.getRepository() + "#" + seen.getPullRequest());
        } else if (value instanceof TicketObserved seen) {
          add(things, "issues", seen.getTicket());
        } else if (value instanceof ReleaseObserved seen) {
          add(things, "releases", seen.getRelease());
        } else if (value instanceof PushObserved seen) {
          add(things, "pushes", seen.toString());
        } else if (value instanceof CommitObserved seen) {
          add(things, "commits", seen.getRepository() + "@" + seen.getSha());
        }
      }
      return sizes(things);
    }
  }

  private static final class Patient implements CollectionListener {

    @Override
    public void progressed(CollectionPhase phase, long done, long total) {}

    @Override
    public boolean isCancelled() {
      return false;
    }
  }
}
