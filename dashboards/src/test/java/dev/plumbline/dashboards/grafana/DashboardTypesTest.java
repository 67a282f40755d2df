package dev.plumbline.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.dashboards.command.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The files against the types that Grafana publishes of its own format. */
class DashboardTypesTest {

  private static final Path FOLDER = Path.of("target", "grafana-types");
  private static final String PACKAGE =
      """
      {
        "private": true,
        "devDependencies": {"@grafana/schema": "13.2.3", "typescript": "5.9.3"}
      }
      """;

  @BeforeAll
  static void fetchTypes() throws IOException {
    Command.assumeWorks(
        "There is no npm on this machine: the types of dashboards are not checked",
        "npm",
        "--version");
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve("package.json"), PACKAGE);
    Command install =
        Command.run(FOLDER, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts");
    assumeTrue(
        install.status() == 0,
        "npm does not get Grafana's types, so dashboards are not checked: " + install.output());
    try (InputStream types =
        Objects.requireNonNull(DashboardTypesTest.class.getResourceAsStream("check.ts"))) {
      Files.copy(types, FOLDER.resolve("check.ts"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void shouldBeOfTypesThatGrafanaPublishes() throws IOException {
    List<String> files = new ArrayList<>();
    for (DashboardFile dashboard : DashboardFile.all()) {
      files.add(typescript(dashboard.name(), dashboard.json().toString()));
    }

    check(files).expectSuccess();
  }

  @Test
  void shouldFindWhatGrafanaDoesNotKnow() throws IOException {
    String json = DashboardFile.all().get(0).json().toString();

    assertThat(check(List.of(typescript("style", json.replace("\"bars\"", "\"barz\"")))).output())
        .contains("'\"line\" | \"bars\" | \"points\" | undefined'");
    assertThat(check(List.of(typescript("name", json.replace("editable", "editabel")))).output())
        .contains("'\"editabel\"' does not exist in type 'DashboardFile'");
  }

  private static String typescript(String name, String json) throws IOException {
    String file = name.replace(".json", "") + ".ts";
    Files.writeString(
        FOLDER.resolve(file),
        "import type { DashboardFile } from './check';\nexport const dashboard: DashboardFile = "
            + json
            + ";\n");
    return file;
  }

  private static Command check(List<String> files) {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of("node_modules", ".bin", "tsc").toString(),
                "--noEmit",
                "--strict",
                "--skipLibCheck",
                "--module",
                "esnext",
                "--moduleResolution",
                "bundler",
                "--target",
                "es2022"));
    line.addAll(files);
    line.set(0, FOLDER.resolve(line.get(0)).toAbsolutePath().toString());
    return Command.run(FOLDER, line.toArray(String[]::new));
  }
}
