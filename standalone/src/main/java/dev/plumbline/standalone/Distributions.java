package dev.plumbline.standalone;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the build put what is not on the class path. */
final class Distributions {

  private Distributions() {}

  /**
   * Folder of the registry's distribution: {@code target/registry} of this module, next to the
   * classes, the jar or the folder of jars that this class came from.
   */
  static Path registry() {
    Path code = codeSource();
    return Stream.of(Optional.ofNullable(code.getParent()), grandparent(code))
        .flatMap(Optional::stream)
        .map(folder -> folder.resolve("registry"))
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Expected the registry's distribution in a folder \"registry\" near "
                        + code
                        + "; build with ./plumbline or mvn package, or give --registry URL"));
  }

  private static Optional<Path> grandparent(Path path) {
    return Optional.ofNullable(path.getParent()).map(Path::getParent);
  }

  private static Path codeSource() {
    try {
      return Path.of(
          Distributions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
