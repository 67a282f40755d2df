package dev.plumbline.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.generation.GenerationsKey;
import dev.plumbline.generation.ShownGeneration;
import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topics;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class KafkaGenerationLogTest {

  private static final TopicPartition PARTITION =
      new TopicPartition(Topics.OPERATIONS_GENERATIONS.name(), 0);
  private static final Generations CAUGHT_UP =
      new Generations(1, 2, Map.of(new TopicPartition("plumbline.metrics.dora.g2", 3), 42L));

  private final MockConsumer<SpecificRecord, SpecificRecord> consumer =
      new MockConsumer<>("earliest");
  private final MockProducer<SpecificRecord, SpecificRecord> producer =
      new MockProducer<>(true, null, (topic, data) -> new byte[0], (topic, data) -> new byte[0]);
  private final KafkaGenerationLog log = empty();
  private long end;

  private KafkaGenerationLog empty() {
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 0L));
    return new KafkaGenerationLog(consumer, producer);
  }

  @Test
  void shouldStartWithFirstGeneration() {
    log.refresh();

    assertThat(log.computed(Family.DELIVERY)).isEqualTo(new Generations(1, null, null));
    assertThat(log.shown(Family.DELIVERY)).isEmpty();
  }

  @Test
  void shouldReadWhatOthersTold() {
    append(new GenerationsKey("delivery", "streams"), new Generations(1, 2, null).told());
    append(new GenerationsKey("delivery", "dashboards"), new ShownGeneration(1));
    append(new GenerationsKey("delivery", "streams"), CAUGHT_UP.told());
    append(new GenerationsKey("a family to come", "streams"), new ShownGeneration(9));
    log.refresh();

    assertThat(log.computed(Family.DELIVERY)).isEqualTo(CAUGHT_UP);
    assertThat(log.shown(Family.DELIVERY)).hasValue(1);
    assertThat(log.computed(Family.OPS_DEMAND)).isEqualTo(Generations.FIRST);

    append(new GenerationsKey("delivery", "dashboards"), new ShownGeneration(2));
    log.refresh();
    assertThat(log.shown(Family.DELIVERY)).hasValue(2);
  }

  @Test
  void shouldTellUnderItsOwnKeyOnOnePartition() {
    log.tellComputed(Family.DELIVERY, CAUGHT_UP);
    log.tellShown(Family.DELIVERY, 2);

    assertThat(producer.history())
        .containsExactly(
            new ProducerRecord<>(
                PARTITION.topic(), 0, new GenerationsKey("delivery", "streams"), CAUGHT_UP.told()),
            new ProducerRecord<>(
                PARTITION.topic(),
                0,
                new GenerationsKey("delivery", "dashboards"),
                new ShownGeneration(2)));
    assertThat(log.computed(Family.DELIVERY)).isEqualTo(CAUGHT_UP);
    assertThat(log.shown(Family.DELIVERY)).hasValue(2);
  }

  @Test
  void shouldNotBelieveWhatKafkaDidNotTake() {
    producer.sendException = new KafkaException("no leader");

    assertThatThrownBy(() -> log.tellShown(Family.DELIVERY, 2)).isInstanceOf(KafkaException.class);
    assertThat(log.shown(Family.DELIVERY)).isEmpty();
  }

  @Test
  void shouldRefuseGenerationsThatGoBack() {
    assertThatThrownBy(() -> new Generations(3, 2, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ascending order, got 3 and 2");
  }

  private void append(SpecificRecord key, SpecificRecord value) {
    consumer.schedulePollTask(
        new Runnable() {
          private final long offset = end;

          @Override
          public void run() {
            consumer.addRecord(
                new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, key, value));
          }
        });
    end++;
    consumer.updateEndOffsets(Map.of(PARTITION, end));
  }
}
