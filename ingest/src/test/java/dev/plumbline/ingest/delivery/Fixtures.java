package dev.plumbline.ingest.delivery;

import dev.plumbline.ingest.pseudonym.Pseudonyms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Payloads in the shape of the hosts', with names that are nobody's. */
public final class Fixtures {

  /** When every delivery of a test is accepted. */
  public static final Instant ACCEPTED = Instant.parse("2026-03-10T12:00:00Z");

  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final String GOLDEN = ".events.json";

  private Fixtures() {}

  /** The payloads of a source: file names. */
  public static List<String> of(String source) {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(source))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json") && !name.endsWith(GOLDEN))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A payload's bytes. */
  public static byte[] bytes(String source, String file) {
    return read(RESOURCES.resolve(source).resolve(file));
  }

  /** The events that a payload should give, as {@link PlainEvents} writes them. */
  public static String golden(String source, String file) {
    String name = file.substring(0, file.length() - ".json".length()) + GOLDEN;
    return new String(read(RESOURCES.resolve(source).resolve(name)), StandardCharsets.UTF_8);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A webhook as GitHub sends it. */
  public static Delivery github(String kind, byte[] body) {
    return delivery(
        "github", Map.of("x-github-event", kind, "content-type", "application/json"), body);
  }

  /** A webhook as Jira sends it. */
  public static Delivery jira(byte[] body) {
    return delivery("jira", Map.of("content-type", "application/json"), body);
  }

  /** A delivery of any kind. */
  public static Delivery delivery(String source, Map<String, String> headers, byte[] body) {
    return new Delivery("delivery", source, ACCEPTED, headers, body);
  }

  /** Pseudonyms under a key that is the same in every test. */
  public static Pseudonyms pseudonyms() {
    try {
      Path data = Files.createTempDirectory("pseudonyms");
      Path key = Files.createDirectories(data.resolve("secrets")).resolve("pseudonym.key");
      Files.write(key, "a key for tests, of 32 bytes ...".getBytes(StandardCharsets.UTF_8));
      Pseudonyms pseudonyms = Pseudonyms.keptIn(data);
      Files.delete(key);
      Files.delete(key.getParent());
      Files.delete(data);
      return pseudonyms;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
