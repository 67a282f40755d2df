package dev.plumbline.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.PullRequestState;
import dev.plumbline.event.PushObserved;
import dev.plumbline.ingest.collection.ArchiveRequest;
import dev.plumbline.ingest.collection.ArchiveResult;
import dev.plumbline.ingest.collection.ArchiveResult.LineProblem;
import dev.plumbline.ingest.collection.CollectionCancelledException;
import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionPhase;
import dev.plumbline.ingest.collection.InMemoryTopics;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.delivery.Fixtures;
import dev.plumbline.ingest.delivery.Mapping.Mapped;
import dev.plumbline.settings.HotfixRules;
import dev.plumbline.topic.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GithubArchiveCollectorTest {

  private static final Path ARCHIVE = Path.of("src/test/resources/archive/events.json");
  private static final ArchiveResult RESULT =
      new ArchiveResult(
          3,
          1,
          1,
          2,
          2,
          2,
          1,
          3,
          List.of(
              new LineProblem(
                  11,
                  "Expected one JSON object without repeated names, got something else at line 1,"
                      + " column 31"),
              new LineProblem(12, "Expected payload.issue to be an object, got a number")));

  @TempDir Path folder;

  private final InMemoryTopics topics = new InMemoryTopics();
  private final GithubArchiveCollector collector =
      new GithubArchiveCollector(Fixtures.pseudonyms(), HotfixRules::byDefault, () -> topics);

  @Test
  void shouldCountAndSendWhatIsUsedAndNameWhatIsNot() {
    assertThat(collect(ARCHIVE)).isEqualTo(RESULT);

    assertThat(topics.values(Topics.EVENTS_GIT, SpecificRecord.class)).hasSize(3 + 2 + 3);
    assertThat(topics.values(Topics.EVENTS_TICKETS)).hasSize(1);
    assertThat(topics.values(Topics.EVENTS_DELIVERY, SpecificRecord.class)).hasSize(1);
  }

  @Test
  void shouldReadCompressedFileWhateverItsName() throws Exception {
    Path compressed = folder.resolve("events.json");
    byte[] archive = Files.readAllBytes(ARCHIVE);
    try (OutputStream out = Files.newOutputStream(compressed)) {
      // Archives that were put together from parts have several members.
      gzip(Arrays.copyOf(archive, 1_000), out);
      gzip(Arrays.copyOfRange(archive, 1_000, archive.length), out);
    }

    assertThat(collect(compressed)).isEqualTo(RESULT);
  }

  @Test
  void shouldGiveEventOfWebhookForSamePullRequest() {
    collect(ARCHIVE);

    Mapped webhook =
        (Mapped)
            new GithubMapper(Fixtures.pseudonyms())
                .map(
                    Fixtures.github(
                        "pull_request", Fixtures.bytes("github", "pull_request-opened.json")));
    Event<?, ?> opened = webhook.events().get(0);
    assertThat(topics.values(Topics.EVENTS_GIT, PullRequestObserved.class).get(0))
        .isEqualTo(opened.value());
  }

  @Test
  void shouldTakeClockOfEventWherePayloadHasNone() {
    collect(ARCHIVE);

    PullRequestObserved merged = topics.values(Topics.EVENTS_GIT, PullRequestObserved.class).get(2);
    assertThat(merged.getState()).isEqualTo(PullRequestState.MERGED);
    assertThat(merged.getMergedAt()).isEqualTo(Instant.parse("2026-03-03T10:00:01Z"));
    assertThat(merged.getVersion()).isEqualTo(merged.getMergedAt().toEpochMilli());
    PushObserved push = topics.values(Topics.EVENTS_GIT, PushObserved.class).get(0);
    assertThat(push.getPushedAt()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
  }

  @Test
  void shouldReadFormBefore2015() {
    collect(ARCHIVE);

    PushObserved push = topics.values(Topics.EVENTS_GIT, PushObserved.class).get(1);
    assertThat(push.getRepository()).isEqualTo("acme/old");
    assertThat(push.getRef()).isEqualTo("refs/heads/master");
    assertThat(push.getDefaultBranch()).isTrue();
    assertThat(push.getPushedAt()).isEqualTo(Instant.parse("2012-03-11T19:00:00Z"));
    CommitObserved commit = topics.values(Topics.EVENTS_GIT, CommitObserved.class).get(2);
    assertThat(commit.getSha()).isEqualTo(push.getAfter());
    assertThat(commit.getAuthor())
        .isEqualTo(Fixtures.pseudonyms().of("", "old.canary@acme.example"));
  }

  @Test
  void shouldKeepNoNameAddressMessageOrBranch() {
    collect(ARCHIVE);

    for (byte[] bytes : topics.bytes()) {
      assertThat(new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT))
          .doesNotContain("canary")
          .doesNotContain("@acme");
    }
  }

  @Test
  void shouldSayWhichFileCannotBeRead() throws Exception {
    assertThatThrownBy(() -> collect(folder.resolve("none")))
        .isInstanceOf(CollectionException.class)
        .hasMessage("There is no file " + folder.resolve("none"));

    Path cut = folder.resolve("cut.gz");
    try (OutputStream out = Files.newOutputStream(cut)) {
      gzip(Files.readAllBytes(ARCHIVE), out);
    }
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> collect(cut))
        .isInstanceOf(CollectionException.class)
        .hasMessageStartingWith("Cannot read the archive " + cut);
  }

  @Test
  void shouldEndWhenNobodyWaits() {
    CollectionListener gone =
        new CollectionListener() {
          @Override
          public void progressed(CollectionPhase phase, long done, long total) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };

    assertThatThrownBy(() -> collector.collect(new ArchiveRequest(ARCHIVE, "github"), gone))
        .isInstanceOf(CollectionCancelledException.class);
  }

  private ArchiveResult collect(Path file) {
    return collector.collect(new ArchiveRequest(file, "github"), new Progress());
  }

  private static void gzip(byte[] bytes, OutputStream out) throws IOException {
    GZIPOutputStream member = new GZIPOutputStream(out);
    member.write(bytes);
    member.finish();
  }

  /** Progress never goes back and stays within the file. */
  private static final class Progress implements CollectionListener {

    private long last;

    @Override
    public void progressed(CollectionPhase phase, long done, long total) {
      assertThat(phase).isEqualTo(CollectionPhase.BYTES);
      assertThat(done).isBetween(last, total);
      last = done;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }
  }
}
