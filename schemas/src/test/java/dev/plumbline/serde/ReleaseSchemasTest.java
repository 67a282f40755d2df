package dev.plumbline.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The command of {@code src/released/README.md}, which a plain build skips. */
class ReleaseSchemasTest {

  private static final String VERSION = "plumbline.release";

  @Test
  @EnabledIfSystemProperty(named = VERSION, matches = ".+")
  void shouldWriteReleasedSchemas() throws IOException {
    ReleasedSchemas.write(System.getProperty(VERSION));

    for (Schema schema : Schemas.contract()) {
      assertThat(ReleasedSchemas.of(schema.getFullName())).contains(schema);
    }
  }
}
