package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** A collection that the instance does on our behalf, followed to its end. */
final class RunningCollection {

  private final Instance instance;
  private final PrintWriter err;

  RunningCollection(Instance instance, PrintWriter err) {
    this.instance = instance;
    this.err = err;
  }

  /**
   * Asks for the collection, shows how far it is, and returns its result.
   *
   * @throws CommandFailure if the instance says that it failed, or says nothing more
   */
  JsonNode run(String path, ObjectNode request) {
    return CollectionAnswer.read(instance.post(instance.ingest(path), request), err);
  }

  /**
   * The path as the instance needs it, which runs in another folder.
   *
   * @throws CommandFailure if there is no such file
   */
  static String absoluteFile(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      throw CommandFailure.notPossible("Expected a file, got the folder " + absolute + ".");
    }
    if (!Files.isReadable(absolute)) {
      throw CommandFailure.notPossible("There is no file " + absolute + " that can be read.");
    }
    return absolute.toString();
  }
}
