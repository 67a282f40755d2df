package dev.plumbline.streams.operations;

import dev.plumbline.streams.stage.StageProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/**
 * Tells what an application has left to do. Thread-safe, one question at a time.
 *
 * <p>Offsets alone do not tell: the marker that ends a transaction has an offset too and is never
 * consumed. So a small gap is looked into. And nothing is settled unless no work came up while the
 * offsets were read.
 */
public final class ApplicationLag implements AutoCloseable {

  private static final long LOOK_INTO_GAPS_UP_TO = 1_000;
  private static final Duration LOOK_AT_MOST = Duration.ofMillis(300);

  private final String applicationId;
  private final Set<String> topics;
  private final StageProgress progress;
  private final Admin admin;
  private final Consumer<byte[], byte[]> consumer;

  public ApplicationLag(
      String kafka, String applicationId, Topology topology, StageProgress progress) {
    this.applicationId = applicationId;
    this.topics = topicsOf(topology, applicationId);
    this.progress = progress;
    this.admin = Admin.create(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka));
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * Looks now.
   *
   * @throws IllegalStateException if the brokers do not answer
   */
  public synchronized Lag measure() {
    long revision = progress.revision();
    long pendingBefore = progress.pending();
    long records = records();
    long pending = progress.pending();
    boolean isSettled =
        records == 0 && pendingBefore == 0 && pending == 0 && revision == progress.revision();
    return new Lag(records, pending, isSettled);
  }

  private long records() {
    try {
      Map<TopicPartition, Long> taken = taken();
      long records = 0;
      for (Map.Entry<TopicPartition, Long> end : ends().entrySet()) {
        long from = taken.getOrDefault(end.getKey(), 0L);
        records += recordsBetween(end.getKey(), from, end.getValue());
      }
      return records;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Expected the brokers to tell offsets: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking the brokers for offsets", e);
    }
  }

  private Map<TopicPartition, Long> taken() throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> taken = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata().get();
    committed.forEach(
        (partition, offset) -> {
          if (offset != null) {
            taken.put(partition, offset.offset());
          }
        });
    return taken;
  }

  /** Ends as written, not as committed: what is in an open transaction is not done. */
  private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    admin
        .describeTopics(topics)
        .allTopicNames()
        .get()
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(
                        partition ->
                            latest.put(
                                new TopicPartition(topic, partition.partition()),
                                OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> end :
        admin.listOffsets(latest).all().get().entrySet()) {
      ends.put(end.getKey(), end.getValue().offset());
    }
    return ends;
  }

  private long recordsBetween(TopicPartition partition, long from, long end) {
    long gap = end - from;
    if (gap <= 0 || gap > LOOK_INTO_GAPS_UP_TO) {
      return Math.max(0, gap);
    }
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    List<Integer> found = new ArrayList<>();
    long deadline = System.nanoTime() + LOOK_AT_MOST.toNanos();
    while (consumer.position(partition) < end && System.nanoTime() < deadline) {
      found.add(consumer.poll(Duration.ofMillis(50)).count());
    }
    int records = found.stream().mapToInt(Integer::intValue).sum();
    boolean sawAll = consumer.position(partition) >= end;
    return sawAll ? records : gap;
  }

  /** Every topic that the topology reads, its own repartition topics by their full names. */
  private static Set<String> topicsOf(Topology topology, String applicationId) {
    return topology.describe().subtopologies().stream()
        .flatMap(part -> part.nodes().stream())
        .filter(TopologyDescription.Source.class::isInstance)
        .flatMap(source -> ((TopologyDescription.Source) source).topicSet().stream())
        .map(topic -> topic.endsWith("-repartition") ? applicationId + "-" + topic : topic)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }
}
