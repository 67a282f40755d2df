package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.standalone.process.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneTest {

  private static final List<String> PROGRESS = Collections.synchronizedList(new ArrayList<>());

  @TempDir static Path shared;
  private static Standalone embedded;

  @TempDir Path folder;

  @BeforeAll
  static void startEverythingEmbedded() throws IOException {
    open(shared);
    embedded = Standalone.start(StandaloneConfig.embedded(shared, freePorts()), PROGRESS::add);
  }

  @AfterAll
  static void close() {
    embedded.close();
  }

  @BeforeEach
  void openFolder() throws IOException {
    open(folder);
  }

  @Test
  void shouldReportEveryPartAndKeepItsDataInFolder() throws IOException {
    assertThat(PROGRESS)
        .anyMatch(line -> line.startsWith("Kafka ready in"))
        .anyMatch(line -> line.startsWith("Schema registry ready in"))
        .anyMatch(line -> line.startsWith("Postgres ready in"));
    assertThat(names(shared)).contains("kafka", "registry", "postgres", "registry-ids.properties");
  }

  @Test
  void shouldStartNothingThatIsGivenByAddress() throws IOException {
    Addresses given = embedded.addresses();
    StandaloneConfig config =
        new StandaloneConfig(
            folder, freePorts(), given.kafka(), given.registry(), given.postgres());

    try (Standalone client = Standalone.start(config, line -> {})) {
      assertThat(client.addresses()).isEqualTo(given);
      assertThat(names(folder)).doesNotContain("kafka", "registry", "postgres", "secrets");
    }
    assertThat(embedded.failure()).isNotDone();
  }

  @Test
  void shouldStartPostgresBesideGivenKafkaAndRegistry() throws IOException {
    Addresses given = embedded.addresses();
    StandaloneConfig config =
        new StandaloneConfig(folder, freePorts(), given.kafka(), given.registry(), null);

    try (Standalone mixed = Standalone.start(config, line -> {})) {
      assertThat(mixed.addresses().postgres()).isNotEqualTo(given.postgres());
      assertThat(names(folder)).contains("postgres").doesNotContain("kafka", "registry");
    }
  }

  @Test
  void shouldStartRegistryBesideGivenKafkaAndPostgres() throws IOException {
    Addresses given = embedded.addresses();
    StandaloneConfig config =
        new StandaloneConfig(folder, freePorts(), given.kafka(), null, given.postgres());

    try (Standalone mixed = Standalone.start(config, line -> {})) {
      assertThat(mixed.addresses().registry()).isNotEqualTo(given.registry());
      assertThat(names(folder)).contains("registry").doesNotContain("kafka", "postgres");
    }
  }

  @Test
  void shouldRefuseFolderThatAnotherInstanceHas() {
    assertThatThrownBy(
            () -> Standalone.start(StandaloneConfig.embedded(shared, freePorts()), line -> {}))
        .isInstanceOf(DataDirectoryInUseException.class)
        .hasMessageContaining(shared.toString())
        .hasMessageContaining("--data");
  }

  @Test
  void shouldCloseWhatStartedWhenPartFails() {
    StandaloneConfig config =
        new StandaloneConfig(
            folder,
            freePorts(),
            embedded.addresses().kafka(),
            "http://127.0.0.1:" + FreePort.any(),
            embedded.addresses().postgres());

    assertThatThrownBy(() -> Standalone.start(config, line -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("schema registry");
    // Its folder is free again.
    DataDirectory.take(folder).close();
  }

  /** As root, Postgres' unprivileged user has to pass through. */
  private static void open(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static int freePorts() {
    while (true) {
      int port = FreePort.any();
      if (port < 65_000 && FreePort.isFree(port + 1) && FreePort.isFree(port + 2)) {
        return port;
      }
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
