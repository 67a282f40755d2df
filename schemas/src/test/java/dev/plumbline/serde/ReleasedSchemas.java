package dev.plumbline.serde;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The schemas of earlier versions, and the comparison that the registry would make. */
final class ReleasedSchemas {

  private static final Path FOLDER = Path.of("src", "released");

  private ReleasedSchemas() {}

  /** Every released form of the schema, the oldest version first. */
  static List<Schema> of(String fullName) {
    try (Stream<Path> versions = Files.list(FOLDER)) {
      return versions
          .sorted()
          .map(version -> version.resolve(fullName + ".avsc"))
          .filter(Files::exists)
          .map(ReleasedSchemas::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Full names of all schemas of all released versions. */
  static Set<String> names() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".avsc"))
          .map(name -> name.substring(0, name.length() - ".avsc".length()))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands against a schema among earlier ones; empty if nothing does. */
  static List<String> incompatibilities(Schema schema, List<Schema> earlier) {
    List<ParsedSchemaHolder> holders =
        earlier.stream()
            .<ParsedSchemaHolder>map(old -> new SimpleParsedSchemaHolder(new AvroSchema(old)))
            .toList();
    return new AvroSchema(schema).isCompatible(CompatibilityLevel.FULL_TRANSITIVE, holders);
  }

  /** Writes the schemas of the contract as those of the version, and nothing else. */
  static void write(String version) throws IOException {
    Path folder = Files.createDirectories(FOLDER.resolve(version));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    for (Schema schema : Schemas.contract()) {
      Files.writeString(
          folder.resolve(schema.getFullName() + ".avsc"), schema.toString(true) + "\n");
    }
  }

  private static Schema parse(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
