package dev.plumbline.dashboards.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command with what it printed. */
public record Command(List<String> line, int status, String output) {

  private static final int MINUTES = 3;

  /** Skips the test, saying why, unless the command works. */
  public static void assumeWorks(String why, String... line) {
    assumeTrue(isFound(line[0]) && run(Path.of("."), line).status() == 0, why);
  }

  /** Runs it in a folder until it ends. */
  public static Command run(Path folder, String... line) {
    try {
      Path output = Files.createTempFile("plumbline-command", ".log");
      try {
        Process process =
            new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new AssertionError(List.of(line) + " did not end in " + MINUTES + " minutes");
        }
        return new Command(
            List.of(line),
            process.exitValue(),
            new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Expects that it did what it should. */
  public Command expectSuccess() {
    assertThat(status).as(line + ":\n" + output).isZero();
    return this;
  }

  private static boolean isFound(String program) {
    return Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
