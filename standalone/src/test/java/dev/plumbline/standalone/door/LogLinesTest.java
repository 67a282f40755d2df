package dev.plumbline.standalone.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLinesTest {

  @TempDir Path logs;

  @Test
  @DisplayName(
      "B7: text with line ends, terminal codes, lookups and turned direction is one line of JSON in"
          + " the log, and one plain line on the terminal")
  void shouldLogHostileTextAsOneLine() throws Exception {
    Path terminal = logs.resolve("terminal");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                LogLines.class.getName(),
                logs.toString())
            .redirectErrorStream(true)
            .redirectOutput(terminal.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    List<String> lines = Files.readAllLines(logs.resolve("plumbline.log"));
    assertThat(lines).hasSize(3).allMatch(line -> line.length() < 40_000);
    for (String line : lines) {
      JsonNode entry = new ObjectMapper().readTree(line);
      assertThat(entry.path("level").asText()).isIn("WARN", "ERROR");
      assertThat(entry.path("message").asText() + entry.path("error").asText())
          .contains("${jndi:ldap://127.0.0.1:1/x} ${env:PATH}");
      assertThat(line).doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u202e]");
    }
    String shown = Files.readString(terminal, StandardCharsets.UTF_8);
    assertThat(shown.lines()).as(shown).hasSize(4);
    assertThat(shown.replace("\n", ""))
        .doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u202e]");
  }
}
