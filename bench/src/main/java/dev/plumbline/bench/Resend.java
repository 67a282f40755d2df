package dev.plumbline.bench;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Sends the events of one instance to another in another order. */
public final class Resend {

  private static final List<Topic<?, ?>> TOPICS =
      List.of(Topics.ORGANISATION_REPOSITORIES, Topics.EVENTS_GIT, Topics.EVENTS_DELIVERY);

  private record Sent(String topic, SpecificRecord key, SpecificRecord value) {

    /** Commits after deployments, each newest first. */
    Instant time() {
      if (value instanceof DeploymentObserved deployment && deployment.getFinishedAt() != null) {
        return deployment.getFinishedAt();
      }
      return value instanceof CommitObserved commit && commit.getCommittedAt() != null
          ? commit.getCommittedAt()
          : Instant.EPOCH;
    }
  }

  private Resend() {}

  /** Arguments: kafka and registry of the source, of the destination, the order, and a seed. */
  public static void main(String[] arguments) {
    List<Sent> events = read(arguments[0], AvroSerdes.on(arguments[1]));
    long seed = arguments.length > 5 ? Long.parseLong(arguments[5]) : 1;
    List<Sent> reordered =
        switch (arguments[4]) {
          case "shuffled" -> shuffled(events, new Random(seed));
          case "deployments-newest-first" -> deploymentsFirst(events);
          default ->
              throw new IllegalArgumentException(
                  "Expected shuffled or deployments-newest-first, got " + arguments[4]);
        };
    send(arguments[2], AvroSerdes.on(arguments[3]), reordered);
    System.out.printf("%,d events read, %,d sent%n", events.size(), reordered.size());
  }

  private static List<Sent> shuffled(List<Sent> events, Random random) {
    List<Sent> shuffled = new ArrayList<>();
    events.forEach(event -> shuffled.addAll(Collections.nCopies(1 + random.nextInt(3), event)));
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private static List<Sent> deploymentsFirst(List<Sent> events) {
    List<Sent> ordered = new ArrayList<>(events);
    ordered.sort(
        Comparator.comparing((Sent event) -> event.value() instanceof CommitObserved)
            .thenComparing(Sent::time, Comparator.reverseOrder()));
    return ordered;
  }

  private static List<Sent> read(String kafka, AvroSerdes serdes) {
    List<Sent> events = new ArrayList<>();
    try (KafkaConsumer<SpecificRecord, SpecificRecord> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
            serdes.key(SpecificRecord.class).deserializer(),
            serdes.value(SpecificRecord.class).deserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (Topic<?, ?> topic : TOPICS) {
        consumer
            .partitionsFor(topic.name())
            .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<SpecificRecord, SpecificRecord> record :
            consumer.poll(Duration.ofMillis(200))) {
          events.add(new Sent(record.topic(), record.key(), record.value()));
        }
      }
    }
    return events;
  }

  private static void send(String kafka, AvroSerdes serdes, List<Sent> events) {
    try (KafkaProducer<SpecificRecord, SpecificRecord> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka, ProducerConfig.LINGER_MS_CONFIG, 5),
            serdes.key(SpecificRecord.class).serializer(),
            serdes.value(SpecificRecord.class).serializer())) {
      events.forEach(
          event -> producer.send(new ProducerRecord<>(event.topic(), event.key(), event.value())));
    }
  }
}
