package dev.plumbline.standalone.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all exports have in common: filters, format and where to. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Export {

  /** Formats of the read API. */
  enum Format {
    CSV,
    JSON
  }

  @Mixin private Instance instance;

  @Option(names = "--from", paramLabel = "DATE", description = "First day, as 2024-01-31.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Day after the last.")
  private @Nullable LocalDate to;

  @Option(
      names = "--format",
      defaultValue = "csv",
      paramLabel = "FORMAT",
      description = "csv or json. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Write to this file, which appears when it is complete. Default: standard output.")
  private @Nullable Path output;

  /**
   * Asks for a path of the read API and passes the answer on, byte for byte.
   *
   * @param filters what else to ask for than a range of time; null values are left out
   */
  void run(String path, Map<String, ? extends @Nullable Object> filters) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>(filters);
    parameters.put("from", from);
    parameters.put("to", to);
    parameters.put("format", format.name().toLowerCase(Locale.ROOT));
    try (InputStream answer = instance.get(instance.page(path + Instance.query(parameters)))) {
      if (output == null) {
        answer.transferTo(System.out);
        System.out.flush();
      } else {
        write(answer, output);
      }
    } catch (IOException e) {
      throw CommandFailure.failed("The export broke off: " + e.getMessage());
    }
  }

  private static void write(InputStream answer, Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    try (OutputStream stream = Files.newOutputStream(draft)) {
      answer.transferTo(stream);
    }
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
