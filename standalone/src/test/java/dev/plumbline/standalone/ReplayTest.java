package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.standalone.history.MixedHistory;
import dev.plumbline.standalone.history.TestRepository;
import dev.plumbline.standalone.running.Commands;
import dev.plumbline.standalone.running.Commands.Outcome;
import dev.plumbline.standalone.running.Folders;
import dev.plumbline.standalone.running.Records;
import dev.plumbline.standalone.running.UpProcess;
import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topics;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A family is computed anew while readers read, and while the instance is killed. */
class ReplayTest {

  private static final String SERVICE = "replayed";
  private static final String DORA = "/api/v1/metrics/dora?grain=month&service=" + SERVICE;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path temporary;
  private final Path folder = Folders.temporary();

  @AfterEach
  void deleteFolder() {
    Folders.delete(folder);
  }

  @Test
  void shouldShowOldNumbersUntilNewOnesAreComplete() throws Exception {
    String right;
    try (UpProcess up = UpProcess.start(folder);
        TestRepository repository = MixedHistory.write(temporary.resolve("git"), 7, 300, 20)) {
      Commands commands = up.commands();
      commands.collect(repository, SERVICE);
      right = dora(commands);
      String wrong = spoil(up, 1, right);

      CompletableFuture<Outcome> replay =
          CompletableFuture.supplyAsync(() -> commands.run("replay", "delivery"));
      assertAnswersUntilDone(commands, replay, wrong, right);
      assertThat(replay.join().output()).contains("readers see generation 2");
      awaitCleared(up, 2);

      spoil(up, 2, right);
      assertThat(commands.run("replay", "delivery", "--no-wait").status()).isZero();
      Outcome second = commands.run("replay", "delivery");
      assertThat(second.status()).isEqualTo(1);
      assertThat(second.output()).contains("running already, as generation 3");
      up.kill();
    }
    try (UpProcess up = UpProcess.start(folder)) {
      await().atMost(PATIENCE).until(() -> dora(up.commands()).equals(right));
      awaitCleared(up, 3);
      up.commands().awaitSettled();
      assertThat(dora(up.commands())).isEqualTo(right);
    }
  }

  private static String dora(Commands commands) {
    HttpResponse<String> answer = commands.get(0, DORA);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  /** Takes away metrics behind the calculation's back; only a replay can bring them back. */
  private static String spoil(UpProcess up, int generation, String right) {
    Records records = new Records(up.address("Kafka"));
    String topic = Family.topicName(Topics.METRICS_DORA, generation);
    List<ProducerRecord<byte[], byte[]>> tombstones = new ArrayList<>();
    records
        .read(Topics.METRICS_DORA.named(topic))
        .forEach(
            record ->
                tombstones.add(
                    new ProducerRecord<>(topic, record.partition(), record.key(), null)));
    assertThat(tombstones).isNotEmpty();
    records.send(tombstones.subList(0, tombstones.size() / 2));
    up.commands().awaitSettled();
    String wrong = dora(up.commands());
    assertThat(wrong).isNotEqualTo(right);
    return wrong;
  }

  private static void assertAnswersUntilDone(
      Commands commands, CompletableFuture<Outcome> replay, String wrong, String right) {
    boolean isSwitched = false;
    int before = 0;
    while (!replay.isDone()) {
      String answer = dora(commands);
      assertThat(answer).isIn(isSwitched ? Set.of(right) : Set.of(wrong, right));
      isSwitched = answer.equals(right);
      before += isSwitched ? 0 : 1;
    }
    assertThat(before).as("answers of the old generation").isPositive();
    assertThat(replay.join().status()).as(replay.join().output()).isZero();
    assertThat(dora(commands)).isEqualTo(right);
  }

  /** Waits until nothing is left on the brokers of generations before the one that is shown. */
  private static void awaitCleared(UpProcess up, int generation) {
    await()
        .atMost(PATIENCE)
        .until(() -> up.commands().get(2, "/replays").body().contains("\"current\":" + generation));
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, up.address("Kafka")))) {
      assertThat(admin.listTopics().names().get())
          .contains(Family.topicName(Topics.METRICS_DORA, generation))
          .noneMatch(topic -> topic.startsWith("plumbline-delivery-" + (generation - 1) + "-"))
          .doesNotContain(Family.topicName(Topics.METRICS_DORA, generation - 1));
      assertThat(admin.listGroups().all().get())
          .noneMatch(group -> group.groupId().equals(Family.DELIVERY.application(generation - 1)));
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
