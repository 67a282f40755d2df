package dev.plumbline.standalone.running;

import dev.plumbline.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records as bytes, on the brokers at an address.
 *
 * @param kafka host and port
 */
public record Records(String kafka) {

  /** Everything that is on the topic now. */
  public List<ConsumerRecord<byte[], byte[]>> read(Topic<?, ?> topic) {
    List<TopicPartition> partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(partition -> new TopicPartition(topic.name(), partition))
            .toList();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Where each partition of the topics ends now, behind the records that are committed. */
  public Map<String, Long> ends(Predicate<String> topics) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.listTopics().entrySet().stream()
              .filter(topic -> topics.test(topic.getKey()))
              .flatMap(topic -> topic.getValue().stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      return consumer.endOffsets(partitions).entrySet().stream()
          .collect(Collectors.toMap(end -> end.getKey().toString(), Map.Entry::getValue));
    }
  }

  /** Sends in this order; returns when the brokers have all of it. */
  public void send(List<ProducerRecord<byte[], byte[]>> records) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      records.forEach(producer::send);
      producer.flush();
    }
  }
}
