package dev.plumbline.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics of the contract that a cluster does not have yet, and brings the settings of
 * those it has to what the contract states. Two differences it refuses: another number of
 * partitions would send the records of one key to two places, and under another cleanup policy
 * records may have been lost already.
 */
public final class TopicProvisioner {

  private static final int ATTEMPTS = 200;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Admin admin;
  private final short replicationFactor;

  /**
   * Provisions through the given client, which stays the caller's to close.
   *
   * @param replicationFactor replicas of each topic that is created
   */
  public TopicProvisioner(Admin admin, int replicationFactor) {
    this.admin = admin;
    this.replicationFactor = (short) replicationFactor;
  }

  /** Provisions the topics of the contract on the cluster at the address. */
  public static void provision(String bootstrap, int replicationFactor) {
    Map<String, Object> configuration =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    try (Admin admin = Admin.create(configuration)) {
      new TopicProvisioner(admin, replicationFactor).provision(Topics.all());
    }
  }

  /**
   * Creates what is missing, and returns when brokers know every topic: a reader that comes earlier
   * takes it for missing.
   *
   * @throws IllegalStateException if topics exist that are not as stated, naming every one
   */
  public void provision(Collection<Topic<?, ?>> topics) {
    createMissing(topics);
    for (int attempt = 1; ; attempt++) {
      try {
        expectAsStated(topics);
        return;
      } catch (IllegalStateException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || attempt == ATTEMPTS) {
          throw e;
        }
        pause();
      }
    }
  }

  /** Asks for all of them: only the controller knows for certain which there are. */
  private void createMissing(Collection<Topic<?, ?>> topics) {
    List<NewTopic> wanted =
        topics.stream()
            .map(
                topic ->
                    new NewTopic(topic.name(), topic.partitions(), replicationFactor)
                        .configs(topic.policy().configuration()))
            .toList();
    admin.createTopics(wanted).values().values().forEach(this::awaitCreated);
  }

  private void awaitCreated(KafkaFuture<Void> creation) {
    try {
      get(creation);
    } catch (IllegalStateException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private void expectAsStated(Collection<Topic<?, ?>> topics) {
    List<String> names = topics.stream().map(topic -> topic.name()).toList();
    Map<String, TopicDescription> descriptions = get(admin.describeTopics(names).allTopicNames());
    Map<ConfigResource, Config> configurations =
        get(admin.describeConfigs(names.stream().map(TopicProvisioner::resource).toList()).all());
    List<String> differences = new ArrayList<>();
    Map<ConfigResource, Collection<AlterConfigOp>> alterations = new HashMap<>();
    for (Topic<?, ?> topic : topics) {
      int partitions = answerFor(topic.name(), descriptions).partitions().size();
      Config configuration = answerFor(resource(topic.name()), configurations);
      difference(topic, partitions, configuration).ifPresent(differences::add);
      alterations.put(resource(topic.name()), alterations(topic, configuration));
    }
    if (!differences.isEmpty()) {
      throw new IllegalStateException(
          "Topics exist that are not as the contract states them: "
              + String.join("; ", differences)
              + ". Move their records to topics made by this version.");
    }
    alterations.values().removeIf(Collection::isEmpty);
    if (!alterations.isEmpty()) {
      get(admin.incrementalAlterConfigs(alterations).all());
    }
  }

  private static Optional<String> difference(
      Topic<?, ?> topic, int partitions, Config configuration) {
    List<String> differences = new ArrayList<>();
    if (partitions != topic.partitions()) {
      differences.add("expected " + topic.partitions() + " partitions, got " + partitions);
    }
    String stated = topic.policy().configuration().get(TopicConfig.CLEANUP_POLICY_CONFIG);
    String cleanup = configuration.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
    if (!cleanup.equals(stated)) {
      differences.add("expected cleanup.policy " + stated + ", got " + cleanup);
    }
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(topic.name() + " (" + String.join(", ", differences) + ")");
  }

  /** Settings that can change under running services without a loss. */
  private static Collection<AlterConfigOp> alterations(Topic<?, ?> topic, Config configuration) {
    return topic.policy().configuration().entrySet().stream()
        .filter(stated -> !stated.getKey().equals(TopicConfig.CLEANUP_POLICY_CONFIG))
        .filter(stated -> !stated.getValue().equals(configuration.get(stated.getKey()).value()))
        .map(stated -> new ConfigEntry(stated.getKey(), stated.getValue()))
        .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
        .toList();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while topics were created", e);
    }
  }

  private static <K, V> V answerFor(K subject, Map<K, V> answers) {
    return Objects.requireNonNull(answers.get(subject), () -> "No answer for " + subject);
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      throw new IllegalStateException("Expected Kafka to answer: " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while topics were created", e);
    }
  }
}
