package dev.plumbline.streams;

import dev.plumbline.topic.Family;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of the applications' local state. Kafka Streams can clean up what it runs itself;
 * this is for what a crash left, which nothing runs any more.
 */
final class LocalState {

  private static final Logger LOG = LoggerFactory.getLogger(LocalState.class);

  private final Path folder;

  LocalState(Path folder) {
    this.folder = folder;
  }

  /** Deletes the state of all other generations of the family. */
  void keep(Family family, Collection<Integer> generations) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Pattern anyGeneration =
        Pattern.compile(Pattern.quote(family.application(1).replaceFirst("1$", "")) + "[0-9]+");
    Collection<String> kept =
        generations.stream().map(family::application).collect(Collectors.toSet());
    entries(folder).stream()
        .filter(each -> anyGeneration.matcher(each.getFileName().toString()).matches())
        .filter(each -> !kept.contains(each.getFileName().toString()))
        .forEach(LocalState::delete);
  }

  private static void delete(Path state) {
    LOG.info("Deletes local state {}", state);
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to delete local state " + state, e);
    }
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read the state folder " + folder, e);
    }
  }
}
