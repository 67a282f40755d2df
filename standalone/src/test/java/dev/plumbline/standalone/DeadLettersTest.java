package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.standalone.history.MixedHistory;
import dev.plumbline.standalone.history.PlainAnswer;
import dev.plumbline.standalone.history.TestRepository;
import dev.plumbline.standalone.running.Commands;
import dev.plumbline.standalone.running.Records;
import dev.plumbline.standalone.running.SharedInstance;
import dev.plumbline.standalone.running.SharedInstance.Running;
import dev.plumbline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Records that nobody can use are set aside with the reason, and their neighbours are not. */
@ExtendWith(SharedInstance.class)
class DeadLettersTest {

  private static final String SERVICE = "neighbours";
  private static final String EVENTS = Topics.EVENTS_GIT.name();
  private static final String REASON = "__streams.errors.message";

  @TempDir Path folder;

  @Test
  void shouldSetAsideWhatCannotBeUsed(Running instance) {
    AvroSerdes serdes = AvroSerdes.on(instance.addresses().registry());
    RepositoryKey repository = new RepositoryKey("git", Commands.repositoryOf(SERVICE));
    byte[] key = serdes.key(RepositoryKey.class).serializer().serialize(EVENTS, repository);
    byte[] noise = new byte[64];
    new Random(1).nextBytes(noise);
    byte[] badSha = commit(serdes, "not a commit");
    byte[] withoutKey = commit(serdes, "0123456789012345678901234567890123456789");
    Records records = new Records(instance.addresses().kafka());
    int before = records.read(Topics.DEAD_LETTERS).size();

    records.send(
        List.of(
            new ProducerRecord<>(EVENTS, key, noise),
            new ProducerRecord<>(EVENTS, key, badSha),
            new ProducerRecord<>(EVENTS, null, withoutKey),
            new ProducerRecord<>(EVENTS, key, null)));
    List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              letters.clear();
              letters.addAll(records.read(Topics.DEAD_LETTERS));
              assertThat(letters).hasSizeGreaterThanOrEqualTo(before + 4);
            });

    assertThat(letters.subList(before, letters.size()))
        .extracting(ConsumerRecord::value)
        .containsExactlyInAnyOrder(noise, badSha, withoutKey, null);
    assertThat(letters).allMatch(letter -> !reason(letter).isEmpty());
    Commands commands = instance.commands();
    try (TestRepository history = MixedHistory.write(folder.resolve("git"), 5, 60, 6)) {
      commands.collect(history, SERVICE);
      PlainAnswer answer = PlainAnswer.of(history.jgit(), Pattern.compile(Commands.RELEASES));
      assertThat(commands.changeRows(SERVICE))
          .isEqualTo(answer.changes(Commands.repositoryOf(SERVICE), SERVICE));
    }
    assertThat(commands.get(2, "/health").statusCode()).isEqualTo(200);
  }

  private static byte[] commit(AvroSerdes serdes, String sha) {
    return serdes
        .value(CommitObserved.class)
        .serializer()
        .serialize(
            EVENTS,
            CommitObserved.newBuilder()
                .setSource("git")
                .setRepository(Commands.repositoryOf(SERVICE))
                .setSha(sha)
                .setParents(List.of())
                .build());
  }

  private static String reason(ConsumerRecord<byte[], byte[]> letter) {
    Header header = letter.headers().lastHeader(REASON);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
