package dev.plumbline.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.standalone.process.ProcessMark;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryTest {

  private static final Path DISTRIBUTION = Path.of("target", "registry").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void shouldKeepIdsOverRestart() throws Exception {
    Map<String, Integer> before;
    try (EmbeddedRegistry registry = start("registry")) {
      before = registration(registry).registerAll();
      expectRefusal(client(registry), before.keySet().iterator().next());
      ids().keep(before);
    }

    try (EmbeddedRegistry registry = start("registry")) {
      ids().expectIn(client(registry));
      assertThat(registration(registry).registerAll()).isEqualTo(before);
    }
  }

  @Test
  void shouldStopOrphanAndReportLostRegistry() throws Exception {
    EmbeddedRegistry orphan = start("registry");
    ids().keep(registration(orphan).registerAll());

    // Started on the folder of one that still runs, as after a kill of the parent.
    try (EmbeddedRegistry registry = start("registry")) {
      assertThat(ProcessHandle.of(orphan.pid()).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(orphan.check().isUp()).isFalse();
      assertThat(ProcessMark.read(folder.resolve("registry/registry.pid")))
          .map(ProcessMark::pid)
          .contains(registry.pid());
      ids().expectIn(client(registry));
    }

    try (EmbeddedRegistry other = start("empty")) {
      assertThatThrownBy(() -> ids().expectIn(client(other)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("not the one this data was written with")
          .hasMessageContaining("got nothing");
    }
  }

  private static void expectRefusal(SchemaRegistryClient registry, String subject) {
    Schema incompatible =
        SchemaBuilder.record(subject.substring(subject.lastIndexOf('.') + 1))
            .namespace(subject.substring(0, subject.lastIndexOf('.')))
            .fields()
            .requiredLong("planted")
            .endRecord();
    assertThatThrownBy(() -> registry.register(subject, new AvroSchema(incompatible)))
        .isInstanceOfSatisfying(
            RestClientException.class, e -> assertThat(e.getStatus()).isEqualTo(409));
    // The rule for all subjects refuses as well: one that brings no rule of its own is not free.
    Schema first = SchemaBuilder.record("a.Planted").fields().requiredLong("one").endRecord();
    Schema second = SchemaBuilder.record("a.Planted").fields().requiredLong("two").endRecord();
    assertThatThrownBy(
            () -> {
              registry.register("a.Planted", new AvroSchema(first));
              registry.register("a.Planted", new AvroSchema(second));
            })
        .isInstanceOf(RestClientException.class);
  }

  private EmbeddedRegistry start(String name) throws Exception {
    Path log = folder.resolve(name + ".log");
    if (!Files.exists(log)) {
      Files.createFile(log);
    }
    return EmbeddedRegistry.start(folder.resolve(name), DISTRIBUTION, log);
  }

  private RegistryIds ids() {
    return new RegistryIds(folder.resolve("ids.properties"));
  }

  private static SchemaRegistration registration(EmbeddedRegistry registry) {
    return new SchemaRegistration(client(registry));
  }

  private static SchemaRegistryClient client(EmbeddedRegistry registry) {
    return AvroSerdes.on(registry.url()).registry();
  }
}
