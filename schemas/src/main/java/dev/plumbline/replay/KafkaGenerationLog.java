package dev.plumbline.replay;

import dev.plumbline.generation.ComputedGenerations;
import dev.plumbline.generation.GenerationsKey;
import dev.plumbline.generation.ShownGeneration;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The records on {@link Topics#OPERATIONS_GENERATIONS}. It is one partition, so that everybody sees
 * the same order, and its reader needs no group: it reads all there is.
 */
public final class KafkaGenerationLog implements GenerationLog {

  private static final String STREAMS = "streams";
  private static final String DASHBOARDS = "dashboards";
  private static final TopicPartition PARTITION =
      new TopicPartition(Topics.OPERATIONS_GENERATIONS.name(), 0);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Consumer<SpecificRecord, SpecificRecord> consumer;
  private final Producer<SpecificRecord, SpecificRecord> producer;
  private final Map<SpecificRecord, SpecificRecord> told = new HashMap<>();

  KafkaGenerationLog(
      Consumer<SpecificRecord, SpecificRecord> consumer,
      Producer<SpecificRecord, SpecificRecord> producer) {
    this.consumer = consumer;
    this.producer = producer;
    consumer.assign(List.of(PARTITION));
    consumer.seekToBeginning(List.of(PARTITION));
  }

  /** The log on the brokers; nothing is asked yet. */
  public static GenerationLog on(String kafka, AvroSerdes serdes) {
    return new KafkaGenerationLog(consumer(kafka, serdes), producer(kafka, serdes));
  }

  @Override
  public void refresh() {
    long end = consumer.endOffsets(List.of(PARTITION), PATIENCE).getOrDefault(PARTITION, 0L);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(PARTITION, PATIENCE) < end) {
      for (ConsumerRecord<SpecificRecord, SpecificRecord> each : consumer.poll(POLL)) {
        told.put(each.key(), each.value());
      }
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException("Expected " + PARTITION + " to be read to its end " + end);
      }
    }
  }

  @Override
  public Generations computed(Family family) {
    return told.get(key(family, STREAMS)) instanceof ComputedGenerations computed
        ? Generations.of(computed)
        : Generations.FIRST;
  }

  @Override
  public OptionalInt shown(Family family) {
    return told.get(key(family, DASHBOARDS)) instanceof ShownGeneration shown
        ? OptionalInt.of(shown.getGeneration())
        : OptionalInt.empty();
  }

  @Override
  public void tellComputed(Family family, Generations generations) {
    tell(key(family, STREAMS), generations.told());
  }

  @Override
  public void tellShown(Family family, int generation) {
    tell(key(family, DASHBOARDS), new ShownGeneration(generation));
  }

  private static GenerationsKey key(Family family, String author) {
    return new GenerationsKey(family.id(), author);
  }

  private void tell(GenerationsKey key, SpecificRecord value) {
    try {
      producer
          .send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), key, value))
          .get();
    } catch (ExecutionException e) {
      throw new KafkaException("Expected Kafka to take " + value + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
    told.put(key, value);
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
    producer.close(PATIENCE);
  }

  private static Consumer<SpecificRecord, SpecificRecord> consumer(
      String kafka, AvroSerdes serdes) {
    Deserializer<SpecificRecord> keys = serdes.key(SpecificRecord.class).deserializer();
    Deserializer<SpecificRecord> values = serdes.value(SpecificRecord.class).deserializer();
    return new KafkaConsumer<>(
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            kafka,
            CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis(),
            CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis(),
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false),
        keys,
        values);
  }

  private static Producer<SpecificRecord, SpecificRecord> producer(
      String kafka, AvroSerdes serdes) {
    Serializer<SpecificRecord> keys = serdes.key(SpecificRecord.class).serializer();
    Serializer<SpecificRecord> values = serdes.value(SpecificRecord.class).serializer();
    return new KafkaProducer<>(
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            kafka,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            PATIENCE.toMillis(),
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis(),
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.multipliedBy(3).toMillis(),
            // Few and small records.
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            1024L * 1024),
        keys,
        values);
  }
}
