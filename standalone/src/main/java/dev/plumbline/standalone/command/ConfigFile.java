package dev.plumbline.standalone.command;

import dev.plumbline.ingest.organisation.BundleFiles;
import dev.plumbline.ingest.organisation.OrganisationBundle;
import dev.plumbline.ingest.organisation.OrganisationFile;
import dev.plumbline.ingest.organisation.OrganisationFileReader;
import dev.plumbline.validation.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The organisation file as it was found.
 *
 * @param file null if it is not valid
 */
record ConfigFile(@Nullable OrganisationFile file, List<Sentence> errors, List<Sentence> notes) {

  static final String NAME = "plumbline.yaml";
  static final Path DEFAULT = Path.of(NAME);

  private static final Pattern WITH_LINE = Pattern.compile("line (\\d{1,9}): (.*)", Pattern.DOTALL);

  /**
   * Something to say of the file.
   *
   * @param line null if it is of no line of the file
   */
  record Sentence(@Nullable Integer line, String message) {

    private static Sentence of(String text) {
      Matcher matcher = WITH_LINE.matcher(text);
      return matcher.matches()
          ? new Sentence(Integer.valueOf(matcher.group(1)), matcher.group(2))
          : new Sentence(null, text);
    }

    /** As compilers say it, which editors and terminals make a link of. */
    String in(Path file) {
      return line == null
          ? "%s: %s".formatted(file, message)
          : "%s:%d: %s".formatted(file, line, message);
    }
  }

  /** Reads the file and the catalogs that it names; both may be wrong. */
  static ConfigFile read(Path file, List<String> catalogs) {
    return of(bundle(file, catalogs));
  }

  /** Reads files and leaves them as they are. */
  static OrganisationBundle bundle(Path file, List<String> catalogs) {
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.notPossible(
          "There is no file " + file.toAbsolutePath().normalize() + ".");
    }
    try {
      return BundleFiles.read(file, catalogs);
    } catch (IOException e) {
      throw CommandFailure.notPossible("Expected to read " + file + ": " + e.getMessage());
    }
  }

  static ConfigFile of(OrganisationBundle bundle) {
    try {
      OrganisationFile file = OrganisationFileReader.read(bundle);
      return new ConfigFile(file, List.of(), sentences(file.notes()));
    } catch (InvalidInputException e) {
      return new ConfigFile(null, sentences(e.problems()), List.of());
    }
  }

  private static List<Sentence> sentences(List<String> texts) {
    return texts.stream().map(Sentence::of).toList();
  }
}
