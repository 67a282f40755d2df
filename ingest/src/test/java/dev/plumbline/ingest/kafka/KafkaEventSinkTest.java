package dev.plumbline.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.CountingEventSink;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.organisation.SettingsKey;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.settings.DefaultSettings;
import dev.plumbline.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaEventSinkTest {

  private final RepositoryKey key = new RepositoryKey("git", "plumbline/example");
  private final AvroSerdes serdes = AvroSerdes.on("mock://event-sink");
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

  @BeforeEach
  void registerSchemas() {
    new SchemaRegistration(serdes.registry()).registerAll();
  }

  @Test
  void shouldSendWithoutTimeAndPartitionOfItsOwn() {
    CommitObserved commit = commit("a");

    newSink().send(Topics.EVENTS_GIT, key, commit);

    ProducerRecord<byte[], byte[]> sent = producer.history().get(0);
    assertThat(sent.timestamp()).isNull();
    assertThat(sent.partition()).isNull();
    assertThat(serdes.key(RepositoryKey.class).deserializer().deserialize("", sent.key()))
        .isEqualTo(key);
    assertThat(serdes.value(CommitObserved.class).deserializer().deserialize("", sent.value()))
        .isEqualTo(commit);
  }

  @Test
  void shouldSendToThePartitionThatIsAskedFor() {
    String topic = Topics.ORGANISATION_SETTINGS.name();
    List<PartitionInfo> partitions =
        IntStream.range(0, Topics.ORGANISATION_SETTINGS.partitions())
            .mapToObj(partition -> new PartitionInfo(topic, partition, null, null, null))
            .toList();
    MockProducer<byte[], byte[]> settings =
        new MockProducer<>(
            new Cluster("cluster", List.of(), partitions, Set.of(), Set.of()),
            true,
            null,
            new ByteArraySerializer(),
            new ByteArraySerializer());
    EventSink sink = new CountingEventSink(new KafkaEventSink(settings, serdes), meters);

    sink.send(Topics.ORGANISATION_SETTINGS, 3, new SettingsKey(3), DefaultSettings.settings());

    assertThat(settings.history().get(0).partition()).isEqualTo(3);
    assertThat(meters.get("plumbline.collect.events").tag("kind", "settings").counter().count())
        .isEqualTo(1);
  }

  @Test
  void shouldFailAtFlushWhenRecordWasRefused() {
    EventSink sink = newSink();
    sink.send(Topics.EVENTS_GIT, key, commit("a"));
    producer.errorNext(new TimeoutException("no broker"));

    assertThatThrownBy(sink::flush)
        .isInstanceOf(CollectionException.class)
        .hasMessageContaining("no broker");
    assertThatThrownBy(() -> sink.send(Topics.EVENTS_GIT, key, commit("b")))
        .isInstanceOf(CollectionException.class);
  }

  @Test
  void shouldNotFailForRecordsOfAnotherCollection() {
    newSink().send(Topics.EVENTS_GIT, key, commit("a"));
    producer.errorNext(new TimeoutException("no broker"));

    newSink().flush();

    assertThat(producer.flushed()).isTrue();
  }

  @Test
  void shouldCountByKind() {
    EventSink sink = new CountingEventSink(newSink(), meters);

    sink.send(Topics.EVENTS_GIT, key, commit("a"));
    sink.send(Topics.EVENTS_GIT, key, commit("b"));

    assertThat(meters.get("plumbline.collect.events").tag("kind", "commit").counter().count())
        .isEqualTo(2);
  }

  private EventSink newSink() {
    return new KafkaEventSink(producer, serdes);
  }

  private static CommitObserved commit(String sha) {
    return CommitObserved.newBuilder()
        .setSource("git")
        .setRepository("plumbline/example")
        .setSha(sha)
        .build();
  }
}
