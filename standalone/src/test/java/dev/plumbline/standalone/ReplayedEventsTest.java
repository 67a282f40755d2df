package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.Repository;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.standalone.history.MixedHistory;
import dev.plumbline.standalone.history.TestRepository;
import dev.plumbline.standalone.running.Commands;
import dev.plumbline.standalone.running.Folders;
import dev.plumbline.standalone.running.Records;
import dev.plumbline.standalone.running.SharedInstance;
import dev.plumbline.standalone.running.SharedInstance.Running;
import dev.plumbline.standalone.running.UpProcess;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same events in other orders and numbers give the same bytes. */
@ExtendWith(SharedInstance.class)
class ReplayedEventsTest {

  private static final long SEED = 42;
  private static final String SERVICE = "replayed";

  @TempDir Path folder;

  @Test
  void shouldNotDependOnOrderOrNumberOfEvents(Running instance) throws Exception {
    Commands commands = instance.commands();
    try (TestRepository repository =
        MixedHistory.write(folder.resolve("replayed.git"), SEED, 300, 20)) {
      commands.collect(repository, SERVICE);
    }
    String expected = commands.exports(SERVICE);
    assertThat(expected.lines().count()).isGreaterThan(300);

    sendAgainShuffledAndDoubled(instance.addresses());
    commands.awaitSettled();
    assertThat(commands.exports(SERVICE)).isEqualTo(expected);

    Path other = Folders.temporary();
    try (UpProcess second = UpProcess.start(other)) {
      sendNewestDeploymentsFirst(instance.addresses(), second);
      second.commands().awaitSettled();
      assertThat(second.commands().exports(SERVICE)).isEqualTo(expected);

      // What was told to stop goes on with the same numbers.
      List<ProcessHandle> children = second.children();
      assertThat(children).hasSize(2);
      assertThat(second.stop("TERM")).isEqualTo(143);
      assertThat(children).noneMatch(ProcessHandle::isAlive);
      try (UpProcess again = UpProcess.start(other)) {
        again.commands().awaitSettled();
        assertThat(again.commands().exports(SERVICE)).isEqualTo(expected);

        // Without a part that it started itself it ends, and says why.
        again.postmaster().orElseThrow().destroyForcibly();
        assertThat(again.awaitEnd()).isEqualTo(1);
        assertThat(again.output()).contains("Postgres' process ended");
      }
    }
    Folders.delete(other);
  }

  private static void sendAgainShuffledAndDoubled(Addresses addresses) {
    Records records = new Records(addresses.kafka());
    Random random = new Random(SEED);
    List<ProducerRecord<byte[], byte[]>> again = new ArrayList<>();
    for (Topic<?, ?> topic : List.of(Topics.EVENTS_GIT, Topics.EVENTS_DELIVERY)) {
      records
          .read(topic)
          .forEach(
              record -> {
                int times = 1 + random.nextInt(3);
                for (int time = 0; time < times; time++) {
                  again.add(new ProducerRecord<>(topic.name(), record.key(), record.value()));
                }
              });
    }
    Collections.shuffle(again, random);
    records.send(again);
  }

  // Another registry may give out other ids, so records are written anew.
  private static void sendNewestDeploymentsFirst(Addresses from, UpProcess to) {
    AvroSerdes read = AvroSerdes.on(from.registry());
    AvroSerdes write = AvroSerdes.on(to.address("Schema registry"));
    Records source = new Records(from.kafka());
    List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
    read(
            source,
            read,
            Topics.ORGANISATION_REPOSITORIES,
            CanonicalRepository.class,
            Repository.class,
            key -> key.getRepository().contains(Commands.repositoryOf(SERVICE)))
        .forEach(each -> all.add(write(write, Topics.ORGANISATION_REPOSITORIES, each)));
    assertThat(all).isNotEmpty();
    read(
            source,
            read,
            Topics.EVENTS_DELIVERY,
            RepositoryKey.class,
            DeploymentObserved.class,
            ReplayedEventsTest::isOfService)
        .stream()
        .sorted(
            Comparator.comparing(each -> each.value().getFinishedAt(), Comparator.reverseOrder()))
        .forEach(each -> all.add(write(write, Topics.EVENTS_DELIVERY, each)));
    List<ProducerRecord<byte[], byte[]>> commits = new ArrayList<>();
    read(
            source,
            read,
            Topics.EVENTS_GIT,
            RepositoryKey.class,
            CommitObserved.class,
            ReplayedEventsTest::isOfService)
        .stream()
        .forEach(each -> commits.add(write(write, Topics.EVENTS_GIT, each)));
    Collections.shuffle(commits, new Random(SEED));
    all.addAll(commits);
    new Records(to.address("Kafka")).send(all);
  }

  private static boolean isOfService(RepositoryKey key) {
    return key.getRepository().equals(Commands.repositoryOf(SERVICE));
  }

  private record Pair<K, V>(K key, V value) {}

  // Other tests leave records that cannot be read, under their own keys or none.
  private static <K extends SpecificRecord, V extends SpecificRecord> List<Pair<K, V>> read(
      Records records,
      AvroSerdes serdes,
      Topic<?, ?> topic,
      Class<K> keyType,
      Class<V> valueType,
      Predicate<K> isWanted) {
    Deserializer<K> keys = serdes.key(keyType).deserializer();
    Deserializer<V> values = serdes.value(valueType).deserializer();
    List<Pair<K, V>> pairs = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records.read(topic)) {
      K key = keys.deserialize(topic.name(), record.key());
      if (key != null && isWanted.test(key)) {
        pairs.add(new Pair<>(key, values.deserialize(topic.name(), record.value())));
      }
    }
    return pairs;
  }

  @SuppressWarnings("unchecked") // the class is that of the record itself
  private static <K extends SpecificRecord, V extends SpecificRecord>
      ProducerRecord<byte[], byte[]> write(AvroSerdes serdes, Topic<?, ?> topic, Pair<K, V> pair) {
    return new ProducerRecord<>(
        topic.name(),
        serdes
            .key((Class<K>) pair.key().getClass())
            .serializer()
            .serialize(topic.name(), pair.key()),
        serdes
            .value((Class<V>) pair.value().getClass())
            .serializer()
            .serialize(topic.name(), pair.value()));
  }
}
