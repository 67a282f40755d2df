package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script on a machine that lacks something: a copy of it, and a PATH that holds only so much.
 */
class ScriptTest {

  private static final Path SCRIPT = Path.of("..", "plumbline").toAbsolutePath().normalize();
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "sed",
          "head",
          "tail",
          "find",
          "mkdir",
          "rm",
          "touch",
          "readlink",
          "grep",
          "cat",
          "sleep",
          "mv");

  @TempDir Path folder;

  @Test
  void shouldSayThatJavaIsMissing() throws Exception {
    Result result = run();

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).hasSize(1);
    assertThat(result.err().get(0)).contains("JDK 17 or later", "no java was found");
  }

  @Test
  void shouldSayThatJavaIsTooOld() throws Exception {
    program("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

    Result result = run();

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).hasSize(1);
    assertThat(result.err().get(0)).contains("JDK 17 or later", "is version 11");
  }

  @Test
  void shouldSayThatMavenIsMissing() throws Exception {
    program("java", "echo 'openjdk version \"17.0.1\" 2021-10-19' >&2");
    program("javac", "");

    Result result = run();

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).hasSize(1);
    assertThat(result.err().get(0)).contains("needs Maven");
  }

  @Test
  void shouldShowEndOfLogWhenBuildFails() throws Exception {
    program("java", "echo 'openjdk version \"17.0.1\" 2021-10-19' >&2");
    program("javac", "");
    program("mvn", "echo '[ERROR] planted'; exit 1");

    Result result = run();

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("[ERROR] planted");
    assertThat(result.err().get(result.err().size() - 1)).contains("The build failed", "build.log");
  }

  @Test
  void shouldBuildOnceAndPassArgumentsThroughLink() throws Exception {
    program(
        "java",
        "case \"$1\" in -version) echo 'openjdk version \"21\" 2023-09-19' >&2 ;;"
            + " *) echo \"arguments: $*\" ;; esac");
    program("javac", "");
    program("mvn", "echo built >> \"$PWD/builds\"");
    copyScript();
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("checkout/plumbline"));

    Result first = run(link, "topics", "a b");
    Result second = run(link, "topics");

    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).anySatisfy(line -> assertThat(line).endsWith("Plumbline topics a b"));
    assertThat(second.exitCode()).isZero();
    assertThat(Files.readAllLines(folder.resolve("checkout/builds"))).hasSize(1);
  }

  private Result run() throws Exception {
    copyScript();
    return run(folder.resolve("checkout/plumbline"), "topics");
  }

  private void copyScript() throws IOException {
    Files.createDirectories(folder.resolve("checkout"));
    Files.copy(SCRIPT, folder.resolve("checkout/plumbline"));
  }

  private Result run(Path script, String... arguments) throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String tool : TOOLS) {
      Path link = bin.resolve(tool);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, find(tool));
      }
    }
    List<String> command = new ArrayList<>(List.of(find("bash").toString()));
    command.add(script.toString());
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    int exitCode = builder.start().waitFor();
    return new Result(exitCode, Files.readAllLines(out), Files.readAllLines(err));
  }

  private void program(String name, String script) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path program = bin.resolve(name);
    Files.write(program, ("#!/bin/sh\n" + script + "\n").getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path find(String tool) {
    return List.of("/bin", "/usr/bin", "/usr/local/bin").stream()
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private record Result(int exitCode, List<String> out, List<String> err) {}
}
