package dev.plumbline.dashboards.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Statements kept in files beside the classes. */
final class Sql {

  private Sql() {}

  static String load(String file) {
    try (InputStream in = Objects.requireNonNull(Sql.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
