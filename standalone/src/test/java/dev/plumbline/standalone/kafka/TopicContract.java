package dev.plumbline.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.topic.Topic;
import dev.plumbline.topic.TopicPolicy;
import dev.plumbline.topic.TopicProvisioner;
import dev.plumbline.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

/** What provisioning does on any real Kafka. */
abstract class TopicContract {

  /** Address of a cluster that belongs to this test alone. */
  abstract String kafka();

  @Test
  void shouldCreateTopicsAsStatedOnce() throws Exception {
    TopicProvisioner.provision(kafka(), 1);
    Map<String, TopicDescription> first = descriptions();

    TopicProvisioner.provision(kafka(), 1);

    assertThat(descriptions()).isEqualTo(first);
    for (Topic<?, ?> topic : Topics.all()) {
      assertThat(first.get(topic.name()).partitions()).hasSize(topic.partitions());
      assertThat(configuration(topic.name())).containsAllEntriesOf(topic.policy().configuration());
    }
  }

  @Test
  void shouldRefuseTopicThatIsNotAsStated() throws Exception {
    try (Admin admin = admin()) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("other-partitions", 3, (short) 1)
                      .configs(
                          Map.of(
                              TopicConfig.CLEANUP_POLICY_CONFIG,
                              TopicConfig.CLEANUP_POLICY_COMPACT))))
          .all()
          .get();
      Topic<?, ?> stated =
          new Topic<>(
              "other-partitions",
              Topics.FACTS_CHANGES.key(),
              Topics.FACTS_CHANGES.values(),
              Topics.PARTITIONS,
              TopicPolicy.COMPACT);

      assertThatThrownBy(() -> new TopicProvisioner(admin, 1).provision(List.of(stated)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("other-partitions");
    }
  }

  private Map<String, TopicDescription> descriptions()
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      return admin
          .describeTopics(Topics.all().stream().map(Topic::name).toList())
          .allTopicNames()
          .get();
    }
  }

  private Map<String, String> configuration(String topic)
      throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = admin()) {
      Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      return config.entries().stream()
          .filter(entry -> entry.value() != null)
          .collect(
              java.util.stream.Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
    }
  }

  private Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka()));
  }
}
