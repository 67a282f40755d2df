package dev.plumbline.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.organisation.Settings;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.topic.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowedSettingsTest {

  private static final String TOPIC = Topics.ORGANISATION_SETTINGS.name();
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

  private final AvroSerdes serdes = AvroSerdes.on("mock://followed-settings");
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private FollowedSettings settings;
  private long offset;

  @BeforeEach
  void openTopic() {
    new SchemaRegistration(serdes.registry()).registerAll();
    Node node = new Node(1, "localhost", 1);
    consumer.updatePartitions(
        TOPIC, List.of(new PartitionInfo(TOPIC, 0, node, new Node[0], new Node[0])));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 0L));
  }

  @AfterEach
  void close() {
    settings.close();
  }

  private void start() {
    settings = FollowedSettings.start(() -> consumer, serdes);
  }

  @Test
  void shouldKnowDefaultsWhereTheTopicIsEmpty() {
    start();

    assertThat(settings.get().isTitle("a hotfix")).isTrue();
  }

  @Test
  void shouldKnowDefaultsWhereThereIsNoTopic() {
    consumer.updatePartitions(TOPIC, List.of());
    start();

    assertThat(settings.get().isTitle("a hotfix")).isTrue();
  }

  @Test
  void shouldReadWhatStandsBeforeItAnswers() {
    consumer.updateEndOffsets(Map.of(PARTITION, 2L));
    consumer.schedulePollTask(
        () -> {
          add(titles("old"));
          add(titles("urgent"));
        });
    start();

    assertThat(settings.get().isTitle("urgent")).isTrue();
    assertThat(settings.get().isTitle("a hotfix")).isFalse();
  }

  @Test
  void shouldFollowChangesUntilTheyAreTakenBack() {
    start();
    assertThat(settings.get().isTitle("urgent")).isFalse();

    consumer.schedulePollTask(() -> add(titles("urgent")));
    await().until(() -> settings.get().isTitle("urgent"));

    consumer.schedulePollTask(() -> add(null));
    await().until(() -> settings.get().isTitle("a hotfix"));
  }

  @Test
  void shouldKeepRulesWhenSettingsCannotBeUsed() {
    start();
    consumer.schedulePollTask(() -> add(titles("urgent")));
    await().until(() -> settings.get().isTitle("urgent"));

    consumer.schedulePollTask(() -> add(titles("(")));
    consumer.schedulePollTask(() -> {});
    await().until(() -> consumer.position(PARTITION) == 2);

    assertThat(settings.get().isTitle("urgent")).isTrue();
  }

  private void add(Settings value) {
    byte[] bytes =
        value == null ? null : serdes.value(Settings.class).serializer().serialize(TOPIC, value);
    consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset++, new byte[0], bytes));
  }

  private static Settings titles(String pattern) {
    return Settings.newBuilder().setHotfixTitles(List.of(pattern)).build();
  }
}
