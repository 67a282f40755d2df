package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.standalone.kafka.EmbeddedKafka;
import dev.plumbline.standalone.running.Folders;
import dev.plumbline.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

class SetupTest {

  @Test
  void shouldMakeWhatIsMissingAndEnd() throws Exception {
    Path folder = Folders.temporary();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      for (int time = 0; time < 2; time++) {
        Process setup = setup(kafka.bootstrap());
        String output = new String(setup.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(setup.waitFor()).as(output).isZero();
        assertThat(output)
            .contains(Topics.all().size() + " topics and ")
            .contains(" schemas are as this version needs them");
      }
      try (Admin admin =
          Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap()))) {
        assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS))
            .containsAll(Topics.all().stream().map(topic -> topic.name()).toList());
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private static Process setup(String kafka) throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.plumbline.setup.SetupMain");
    process.environment().put("PLUMBLINE_SETUP_KAFKA", kafka);
    process.environment().put("PLUMBLINE_SETUP_REGISTRY", "mock://setup");
    process.environment().put("PLUMBLINE_SETUP_REPLICATION", "1");
    return process.redirectErrorStream(true).start();
  }
}
