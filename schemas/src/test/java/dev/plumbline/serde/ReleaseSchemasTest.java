package dev.plumbline.serde;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Not a test: the command of {@code src/released/README.md}, which a plain build skips. */
class ReleaseSchemasTest {

  private static final String VERSION = "plumbline.release";

  @Test
  @EnabledIfSystemProperty(named = VERSION, matches = ".+")
  void shouldWriteReleasedSchemas() throws IOException {
    ReleasedSchemas.write(System.getProperty(VERSION));
  }
}
