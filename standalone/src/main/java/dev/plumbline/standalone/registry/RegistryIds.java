package dev.plumbline.standalone.registry;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The schema ids that records on the topics carry, kept apart from the registry. A registry that
 * lost them would give them out anew, and every record would be read as something else.
 */
public final class RegistryIds {

  private static final int NOT_FOUND = 404;

  private final Path file;

  public RegistryIds(Path file) {
    this.file = file;
  }

  /**
   * Compares what was kept with what the registry says; to be done before anything is registered.
   *
   * @throws IllegalStateException if the registry is not the one the ids came from
   */
  public void expectIn(SchemaRegistryClient registry) {
    read().forEach((subject, id) -> expect(registry, subject, id));
  }

  /** Adds ids to what is kept. */
  public void keep(Map<String, Integer> ids) {
    Map<String, Integer> all = new TreeMap<>(read());
    all.putAll(ids);
    Properties properties = new Properties();
    all.forEach((subject, id) -> properties.setProperty(subject, String.valueOf(id)));
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (Writer writer = Files.newBufferedWriter(draft)) {
        properties.store(writer, "Schema ids by subject, as the records on the topics carry them");
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write " + file, e);
    }
  }

  private Map<String, Integer> read() {
    Map<String, Integer> ids = new TreeMap<>();
    if (!Files.exists(file)) {
      return ids;
    }
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + file, e);
    }
    properties.forEach(
        (subject, id) -> ids.put(subject.toString(), Integer.valueOf(id.toString())));
    return ids;
  }

  private void expect(SchemaRegistryClient registry, String subject, int id) {
    try {
      ParsedSchema schema = registry.getSchemaById(id);
      if (!subject.equals(schema.name())) {
        throw lost(subject, id, schema.name());
      }
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        throw lost(subject, id, "nothing");
      }
      throw new IllegalStateException("Expected the schema registry to answer", e);
    } catch (IOException e) {
      throw new IllegalStateException("Expected the schema registry to answer", e);
    }
  }

  private IllegalStateException lost(String subject, int id, String got) {
    return new IllegalStateException(
        "The schema registry is not the one this data was written with: expected schema "
            + subject
            + " under id "
            + id
            + " (kept in "
            + file
            + "), got "
            + got
            + ". Records cannot be read without it: bring the registry back, or start on an empty"
            + " data folder and collect again.");
  }
}
