package dev.plumbline.standalone.kafka;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The contract on Apache's own image; {@link EmbeddedTopicTest} is what runs without Docker. */
class ContainerTopicTest extends TopicContract {

  private static KafkaContainer kafka;

  @BeforeAll
  static void start() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "Docker is not available: the contract ran on the embedded broker only");
    kafka = new KafkaContainer("apache/kafka:" + AppInfoParser.getVersion());
    kafka.start();
  }

  @AfterAll
  static void close() {
    if (kafka != null) {
      kafka.close();
    }
  }

  @Override
  String kafka() {
    return kafka.getBootstrapServers();
  }
}
