package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.markup.Markup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The text behind every figure: the project's own page about it, which is built in. */
final class Definitions {

  private final Markdown text;

  private Definitions(Markdown text) {
    this.text = text;
  }

  static Definitions load() {
    return new Definitions(Markdown.parse(text()));
  }

  /** The page as it is written. */
  static String text() {
    String file = "metrics.md";
    try (InputStream in =
        Objects.requireNonNull(Definitions.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Markup markup() {
    return text.markup();
  }
}
