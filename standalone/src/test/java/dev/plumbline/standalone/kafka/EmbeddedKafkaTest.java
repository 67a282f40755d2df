package dev.plumbline.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plumbline.topic.Topic;
import dev.plumbline.topic.TopicPolicy;
import dev.plumbline.topic.TopicProvisioner;
import dev.plumbline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

  private static final String TOPIC = Topics.EVENTS_GIT.name();

  @TempDir Path folder;

  @Test
  void shouldKeepTopicsAndRecordsOverRestart() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      TopicProvisioner.provision(kafka.bootstrap(), 1);
      produce(kafka, "first");
    }

    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      TopicProvisioner.provision(kafka.bootstrap(), 1);
      produce(kafka, "second");

      assertThat(consume(kafka, 2)).containsExactly("first", "second");
      assertThat(kafka.check().isUp()).isTrue();
    }
  }

  @Test
  void shouldBringSettingsOfTopicToWhatContractStates() throws Exception {
    Topic<?, ?> topic = Topics.COLLECTION_CURSORS;
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
      Map<String, String> withDefaultLimit = Map.of("cleanup.policy", "compact");
      NewTopic older = new NewTopic(topic.name(), topic.partitions(), (short) 1);
      admin.createTopics(List.of(older.configs(withDefaultLimit))).all().get();

      TopicProvisioner.provision(kafka.bootstrap(), 1);

      // Brokers learn of it a moment after the controller has taken it.
      await()
          .untilAsserted(
              () -> {
                Config settings =
                    admin.describeConfigs(List.of(resource)).all().get().get(resource);
                topic
                    .policy()
                    .configuration()
                    .forEach(
                        (name, stated) -> assertThat(settings.get(name).value()).isEqualTo(stated));
              });
    }
  }

  @Test
  void shouldRefuseTopicsThatAreNotAsStated() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
      Map<String, String> keepAll = TopicPolicy.KEEP_ALL.configuration();
      create(admin, Topics.EVENTS_GIT, Topics.PARTITIONS - 1, keepAll);
      create(admin, Topics.FACTS_CHANGES, Topics.PARTITIONS, keepAll);
      create(admin, Topics.METRICS_DORA, Topics.PARTITIONS, TopicPolicy.COMPACT.configuration());

      assertThatThrownBy(() -> new TopicProvisioner(admin, 1).provision(Topics.all()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("plumbline.events.git (expected 4 partitions, got 3)")
          .hasMessageContaining("plumbline.facts.changes (expected cleanup.policy compact, got del")
          .hasMessageNotContaining("plumbline.metrics.dora");
    }
  }

  private static void create(
      Admin admin, Topic<?, ?> topic, int partitions, Map<String, String> configuration)
      throws Exception {
    NewTopic created = new NewTopic(topic.name(), partitions, (short) 1);
    admin.createTopics(List.of(created.configs(configuration))).all().get();
  }

  private static void produce(EmbeddedKafka kafka, String value) throws Exception {
    Map<String, Object> configuration =
        Map.of("bootstrap.servers", kafka.bootstrap(), "transactional.id", "test");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, 0, "key", value)).get();
      producer.commitTransaction();
    }
  }

  private static List<String> consume(EmbeddedKafka kafka, int count) {
    Map<String, Object> configuration =
        Map.of("bootstrap.servers", kafka.bootstrap(), "isolation.level", "read_committed");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(configuration, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<String> values = new ArrayList<>();
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (values.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
      return values;
    }
  }
}
