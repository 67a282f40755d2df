package dev.plumbline.standalone.kafka;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedTopicTest extends TopicContract {

  @TempDir static Path folder;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start(folder);
  }

  @AfterAll
  static void close() {
    kafka.close();
  }

  @Override
  String kafka() {
    return kafka.bootstrap();
  }
}
