package dev.plumbline.standalone.registry;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryIdsTest {

  private static final String SUBJECT = "dev.plumbline.fact.Change";

  @TempDir Path folder;

  private final SchemaRegistryClient registry = AvroSerdes.on("mock://ids").registry();

  @Test
  void shouldAcceptAnyRegistryWhenNothingWasKept() {
    assertThatCode(() -> ids().expectIn(registry)).doesNotThrowAnyException();
  }

  @Test
  void shouldAcceptRegistryThatIdsCameFrom() {
    ids().keep(new SchemaRegistration(registry).registerAll());

    assertThatCode(() -> ids().expectIn(registry)).doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseRegistryThatGaveIdToAnotherSchema() {
    Map<String, Integer> registered = new SchemaRegistration(registry).registerAll();
    ids().keep(Map.of("dev.plumbline.fact.ChangeKey", registered.get(SUBJECT)));

    assertThatThrownBy(() -> ids().expectIn(registry))
        .hasMessageContaining("expected schema dev.plumbline.fact.ChangeKey")
        .hasMessageContaining("got " + SUBJECT);
  }

  private RegistryIds ids() {
    return new RegistryIds(folder.resolve("ids.properties"));
  }
}
