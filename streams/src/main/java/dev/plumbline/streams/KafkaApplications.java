package dev.plumbline.streams;

import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.streams.generations.Application;
import dev.plumbline.streams.generations.Applications;
import dev.plumbline.streams.operations.ApplicationLag;
import dev.plumbline.streams.stage.StageProgress;
import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.TopicProvisioner;
import dev.plumbline.topic.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The families' applications on the brokers. */
final class KafkaApplications implements Applications, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaApplications.class);

  private final StreamsAppConfig config;
  private final AvroSerdes serdes;
  private final MeterRegistry meters;
  private final LocalState localState;
  private final Admin admin;

  KafkaApplications(StreamsAppConfig config, AvroSerdes serdes, MeterRegistry meters) {
    this.config = config;
    this.serdes = serdes;
    this.meters = meters;
    this.localState = new LocalState(config.stateDirectory());
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafka()));
  }

  @Override
  public Application start(Family family, int generation) {
    new TopicProvisioner(admin, replicas()).provision(family.outputs(generation));
    StageProgress progress = new StageProgress();
    Topology topology = FamilyTopologies.of(family, generation, serdes, progress);
    String application = family.application(generation);
    Gauge pending =
        Gauge.builder("plumbline." + family.id() + ".pending", progress, StageProgress::pending)
            .tag("generation", String.valueOf(generation))
            .description("Pieces of work of the family taken and not finished")
            .strongReference(true)
            .register(meters);
    FamilyRunner runner =
        FamilyRunner.start(family.id(), topology, FamilyProperties.of(config, application), meters);
    ApplicationLag lag = new ApplicationLag(config.kafka(), application, topology, progress);
    return new KafkaApplication(runner, lag, () -> meters.remove(pending));
  }

  /** As many as the topic has that is there before any family runs. */
  private int replicas() {
    String topic = Topics.OPERATIONS_GENERATIONS.name();
    TopicDescription description =
        get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
    if (description == null) {
      throw new IllegalStateException("Expected Kafka to describe " + topic);
    }
    return description.partitions().get(0).replicas().size();
  }

  @Override
  public Map<TopicPartition, Long> ends(Family family, int generation) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (Topic<?, ?> topic : family.outputs(generation)) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        latest.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    return get(
            admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  @Override
  public void keepLocalState(Family family, Collection<Integer> generations) {
    localState.keep(family, generations);
  }

  @Override
  public boolean discard(Family family, int generation) {
    if (!deleteGroup(family.application(generation))) {
      return false;
    }
    Set<String> outputs =
        family.outputs(generation).stream().map(Topic::name).collect(Collectors.toSet());
    String between = family.application(generation) + "-";
    List<String> topics =
        get(admin.listTopics().names()).stream()
            .filter(topic -> topic.startsWith(between) || outputs.contains(topic))
            .toList();
    admin.deleteTopics(topics).topicNameValues().values().forEach(this::awaitDeleted);
    LOG.info("Deleted topics {}", topics);
    return true;
  }

  /** Whether nobody is in the group any more; first, so that nobody runs without topics. */
  private boolean deleteGroup(String group) {
    try {
      get(admin.deleteConsumerGroups(List.of(group)).all());
      return true;
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof GroupNotEmptyException) {
        return false;
      }
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return true;
      }
      throw e;
    }
  }

  private void awaitDeleted(KafkaFuture<Void> deletion) {
    try {
      get(deletion);
    } catch (IllegalStateException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
    }
  }

  private static <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Expected Kafka to answer: " + e.getCause(), e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking Kafka", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
