package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.standalone.history.MixedHistory;
import dev.plumbline.standalone.history.PlainAnswer;
import dev.plumbline.standalone.history.TestRepository;
import dev.plumbline.standalone.kafka.EmbeddedKafka;
import dev.plumbline.standalone.postgres.EmbeddedPostgres;
import dev.plumbline.standalone.process.FreePort;
import dev.plumbline.standalone.process.Processes;
import dev.plumbline.standalone.running.Commands;
import dev.plumbline.standalone.running.Folders;
import dev.plumbline.standalone.running.SharedInstance;
import dev.plumbline.standalone.running.SharedInstance.Running;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an instance starts, and what it does not because it was told an address. */
@ExtendWith(SharedInstance.class)
class StandaloneTest {

  @TempDir Path folder;

  /** Of the parts that stand elsewhere. */
  private final Path elsewhere = Folders.temporary();

  private final List<AutoCloseable> parts = new ArrayList<>();

  @BeforeEach
  void openFolder() {
    Folders.open(folder);
  }

  @AfterEach
  void closeParts() throws Exception {
    for (AutoCloseable part : parts) {
      part.close();
    }
    Folders.delete(elsewhere);
  }

  @Test
  void shouldReportEveryPartAndKeepItsDataInFolder(Running instance) {
    assertThat(instance.progress())
        .anyMatch(line -> line.startsWith("Kafka ready in"))
        .anyMatch(line -> line.startsWith("Schema registry ready in"))
        .anyMatch(line -> line.startsWith("Postgres ready in"))
        .anyMatch(line -> line.startsWith("Services ready in"));
    assertThat(Folders.names(instance.folder()))
        .contains("kafka", "registry", "postgres", "registry-ids.properties");
  }

  @Test
  void shouldNotStartKafkaThatIsGiven() {
    String kafka = kafka();

    try (Standalone mixed = start(kafka, null, null)) {
      assertThat(mixed.addresses().kafka()).isEqualTo(kafka);
      assertThat(Folders.names(folder)).contains("registry", "postgres").doesNotContain("kafka");
    }
  }

  @Test
  void shouldNotStartRegistryThatIsGiven(Running instance) {
    String registry = instance.addresses().registry();

    try (Standalone mixed = start(null, registry, null)) {
      assertThat(mixed.addresses().registry()).isEqualTo(registry);
      assertThat(Folders.names(folder)).contains("kafka", "postgres").doesNotContain("registry");
    }
  }

  @Test
  void shouldNotStartPostgresThatIsGiven() {
    String postgres = postgres().url();

    try (Standalone mixed = start(null, null, postgres)) {
      assertThat(mixed.addresses().postgres()).isEqualTo(postgres);
      assertThat(Folders.names(folder)).contains("kafka", "registry").doesNotContain("postgres");
    }
  }

  @Test
  void shouldWorkOnPartsElsewhereAndNameTheOneThatIsGone(Running instance) {
    EmbeddedPostgres postgres = postgres();
    int port = Folders.freePorts();
    StandaloneConfig config =
        new StandaloneConfig(
            folder, port, kafka(), instance.addresses().registry(), postgres.url());

    try (Standalone client = Standalone.start(config, line -> {})) {
      assertThat(client.addresses())
          .isEqualTo(new Addresses(config.kafka(), config.registry(), config.postgres()));
      expectWholeWay(new Commands(port));
      assertThat(Folders.names(folder)).doesNotContain("kafka", "registry", "postgres");

      ProcessHandle postmaster = ProcessHandle.of(postgres.pid()).orElseThrow();
      Processes.stop(postmaster, "QUIT", Duration.ofSeconds(10));

      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> expectNoPostgres(new Commands(port).get(0, "/health")));
      expectNoPostgres(new Commands(port).get(0, "/health"));
      assertThat(client.failure()).isNotDone();
    }
  }

  private void expectWholeWay(Commands commands) {
    try (TestRepository repository = MixedHistory.write(folder.resolve("git"), 3, 50, 5)) {
      commands.collect(repository, "elsewhere");
      PlainAnswer answer = PlainAnswer.of(repository.jgit(), Pattern.compile(Commands.RELEASES));
      assertThat(commands.changeRows("elsewhere"))
          .isEqualTo(answer.changes(Commands.repositoryOf("elsewhere"), "elsewhere"));
    }
  }

  private static void expectNoPostgres(HttpResponse<String> health) {
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body()).contains("\"postgres\":\"down: ");
  }

  @Test
  void shouldRefuseFolderThatAnotherInstanceHas(Running instance) {
    StandaloneConfig config = StandaloneConfig.embedded(instance.folder(), Folders.freePorts());

    assertThatThrownBy(() -> Standalone.start(config, line -> {}))
        .isInstanceOf(DataDirectoryInUseException.class)
        .hasMessageContaining(instance.folder().toString())
        .hasMessageContaining("--data");
  }

  @Test
  void shouldCloseWhatStartedWhenPartFails(Running instance) {
    StandaloneConfig config =
        new StandaloneConfig(
            folder,
            Folders.freePorts(),
            instance.addresses().kafka(),
            "http://127.0.0.1:" + FreePort.any(),
            instance.addresses().postgres());

    assertThatThrownBy(() -> Standalone.start(config, line -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("schema registry");
    // Its folder is free again.
    DataDirectory.take(folder).close();
  }

  private Standalone start(String kafka, String registry, String postgres) {
    return Standalone.start(
        new StandaloneConfig(folder, Folders.freePorts(), kafka, registry, postgres), line -> {});
  }

  private String kafka() {
    EmbeddedKafka kafka = EmbeddedKafka.start(elsewhere.resolve("kafka"));
    parts.add(kafka);
    return kafka.bootstrap();
  }

  private EmbeddedPostgres postgres() {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            elsewhere.resolve("postgres"),
            elsewhere.resolve("secrets").resolve("password"),
            elsewhere.resolve("postgres.log"));
    parts.add(postgres);
    return postgres;
  }
}
