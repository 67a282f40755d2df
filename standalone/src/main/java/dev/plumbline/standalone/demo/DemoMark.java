package dev.plumbline.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How far a demo has been loaded into a data folder. Everything before the mark is accepted for
 * good; what was sent after it is sent again, which changes nothing.
 *
 * @param collected whether organisation and repositories are in
 * @param sent deliveries accepted, in their order
 */
public record DemoMark(
    long seed, LocalDate until, int months, boolean collected, int sent, boolean done) {

  private static final String FILE = "demo.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where nothing is loaded yet. */
  public static DemoMark start(SimulationConfig config) {
    return new DemoMark(config.seed(), config.until(), config.months(), false, 0, false);
  }

  /** The mark in a data folder. */
  public static Optional<DemoMark> read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode mark = JSON.readTree(file.toFile());
      return Optional.of(
          new DemoMark(
              mark.path("seed").asLong(),
              LocalDate.parse(mark.path("until").asText()),
              mark.path("months").asInt(),
              mark.path("collected").asBoolean(),
              mark.path("sent").asInt(),
              mark.path("done").asBoolean()));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + file, e);
    }
  }

  /** Whether it is that of the simulation. */
  public boolean isOf(SimulationConfig config) {
    return seed == config.seed() && until.equals(config.until()) && months == config.months();
  }

  DemoMark withCollected() {
    return new DemoMark(seed, until, months, true, sent, done);
  }

  DemoMark withSent(int deliveries) {
    return new DemoMark(seed, until, months, collected, deliveries, done);
  }

  DemoMark withDone() {
    return new DemoMark(seed, until, months, collected, sent, true);
  }

  /** Whole or not at all. */
  public void write(Path folder) {
    String text =
        JSON.createObjectNode()
            .put("seed", seed)
            .put("until", until.toString())
            .put("months", months)
            .put("collected", collected)
            .put("sent", sent)
            .put("done", done)
            .toString();
    try {
      Files.createDirectories(folder);
      Path unfinished = Files.writeString(folder.resolve(FILE + ".new"), text);
      Files.move(
          unfinished,
          folder.resolve(FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write to " + folder, e);
    }
  }
}
