package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The file of containers, as far as it can be checked without running any. */
class ComposeTest {

  private static final Path ROOT = Path.of("..");
  private static final Path FILE = ROOT.resolve("docker-compose.yml");
  private static final Pattern OURS =
      Pattern.compile("plumbline/(\\w+):\\$\\{PLUMBLINE_VERSION:-latest}");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):-([^}]*)}");

  private final Map<String, Object> file = yaml(FILE);
  private final Map<String, Map<String, Object>> services = services();

  @Test
  void shouldBeAsComposeExpects() throws Exception {
    assumeTrue(
        status(List.of("docker", "compose", "version")) == 0,
        "There is no docker compose on this machine: its own check of the file is left out");

    assertThat(
            status(
                List.of("docker", "compose", "-f", FILE.toRealPath().toString(), "config", "-q")))
        .isZero();
  }

  @Test
  void shouldCheckHealthOfWhatStaysAndWaitForIt() {
    services.forEach(
        (name, service) -> {
          List<?> test = (List<?>) map(service, "healthcheck").get("test");
          assertThat(name.equals("setup") || test != null && !test.isEmpty())
              .as(name + " has a health check")
              .isTrue();
          map(service, "depends_on")
              .forEach(
                  (needed, how) ->
                      assertThat(((Map<?, ?>) how).get("condition"))
                          .as(name + " waits for " + needed)
                          .isEqualTo(
                              needed.equals("setup")
                                  ? "service_completed_successfully"
                                  : "service_healthy"));
        });
  }

  @Test
  void shouldTakeSecretsFromFilesThatTheScriptMakes() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Map<String, Object> service : services.values()) {
      for (Object secret : (List<?>) service.getOrDefault("secrets", List.of())) {
        used.add(secret instanceof Map<?, ?> map ? (String) map.get("source") : (String) secret);
      }
    }
    String script = Files.readString(ROOT.resolve("compose").resolve("make-secrets"));

    assertThat(map(file, "secrets").keySet()).isEqualTo(used).hasSize(9);
    assertThat(used).allSatisfy(name -> assertThat(script).containsPattern("\\b" + name + "\\b"));
    map(file, "secrets")
        .forEach(
            (name, secret) ->
                assertThat(((Map<?, ?>) secret).get("file"))
                    .isEqualTo("${PLUMBLINE_SECRETS:-./secrets}/" + name));
    assertThat(Files.readString(ROOT.resolve(".gitignore"))).contains("/secrets/", "/.env");
  }

  @Test
  void shouldMakeSecretsOnce(@TempDir Path folder) throws Exception {
    String secrets = folder.resolve("secrets").toString();
    assertThat(makeSecrets(secrets)).isZero();
    String first = Files.readString(folder.resolve("secrets").resolve("webhook_github"));
    assertThat(makeSecrets(secrets)).isZero();

    assertThat(first).matches("[0-9a-f]{64}");
    assertThat(folder.resolve("secrets").resolve("webhook_github")).hasContent(first);
    assertThat(folder.resolve("secrets").resolve("webhook_jira").toFile()).isFile();
  }

  @Test
  void shouldRunImagesThatTheBuildMakes() throws IOException {
    List<String> ours = new ArrayList<>();
    for (Map<String, Object> service : services.values()) {
      Matcher image = OURS.matcher((String) service.get("image"));
      if (image.matches()) {
        ours.add(image.group(1));
        assertThat(service.get("user")).isEqualTo("65532:65532");
        assertThat(service.get("read_only")).isEqualTo(true);
      }
    }
    assertThat(ours).containsExactlyInAnyOrder("ingest", "ingest", "streams", "dashboards");
    for (String module : ours) {
      assertThat(Files.readString(ROOT.resolve(module).resolve("pom.xml")))
          .contains("<jib.name>" + module + "</jib.name>", "<jib.skip>false</jib.skip>");
    }
  }

  @Test
  void shouldOpenPortsToThisMachineAlone() {
    for (Map<String, Object> service : services.values()) {
      assertThat((List<?>) service.getOrDefault("ports", List.of()))
          .allSatisfy(port -> assertThat((String) port).startsWith("127.0.0.1:"));
    }
  }

  @Test
  void shouldLimitEveryServiceAndMountWhatIsThere() {
    services.forEach(
        (name, service) -> {
          Map<String, Object> limits = map(map(map(service, "deploy"), "resources"), "limits");
          assertThat(limits).as(name).containsKeys("cpus", "memory");
          for (Object volume : (List<?>) service.getOrDefault("volumes", List.of())) {
            String source = ((String) volume).split(":", 2)[0];
            boolean isThere =
                source.startsWith(".")
                    ? Files.exists(ROOT.resolve(source))
                    : map(file, "volumes").containsKey(source);
            assertThat(isThere).as(name + " mounts " + source).isTrue();
          }
        });
  }

  @Test
  void shouldTellOfEveryVariableInTheExample() throws IOException {
    String example = Files.readString(ROOT.resolve(".env.example"));
    Set<String> told =
        Pattern.compile("(?m)^#(PLUMBLINE_\\w+=.*)$")
            .matcher(example)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> used =
        VARIABLE
            .matcher(Files.readString(FILE))
            .results()
            .map(match -> match.group(1) + "=" + match.group(2))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(told).isEqualTo(used);
  }

  @Test
  void shouldLetPrometheusAskEveryServiceWhereItAnswers() {
    Map<String, String> asked = new LinkedHashMap<>();
    Map<String, Object> prometheus =
        yaml(ROOT.resolve("dashboards").resolve("prometheus").resolve("prometheus.yml"));
    for (Object job : (List<?>) Objects.requireNonNull(prometheus.get("scrape_configs"))) {
      Map<?, ?> targets = (Map<?, ?>) ((List<?>) ((Map<?, ?>) job).get("static_configs")).get(0);
      String[] target = ((String) ((List<?>) targets.get("targets")).get(0)).split(":", 2);
      assertThat(((Map<?, ?>) job).get("job_name")).isEqualTo("plumbline-" + target[0]);
      asked.put(target[0], target[1]);
    }

    assertThat(asked)
        .isEqualTo(
            Map.of(
                "ingest", variable("ingest", "PLUMBLINE_INGEST_METRICS_PORT"),
                "streams", variable("streams", "PLUMBLINE_STREAMS_PORT"),
                "dashboards", variable("dashboards", "PLUMBLINE_DASHBOARDS_METRICS_PORT")));
    asked.forEach(
        (service, port) ->
            assertThat(map(map(services, service), "healthcheck").get("test").toString())
                .endsWith("http://127.0.0.1:" + port + "/health]"));
  }

  /** The mistake is the only one: what the file says is what the service knows. */
  @ParameterizedTest
  @CsvSource({
    "setup, PLUMBLINE_SETUP_, dev.plumbline.setup.SetupMain",
    "ingest, PLUMBLINE_INGEST_, dev.plumbline.ingest.IngestMain",
    "streams, PLUMBLINE_STREAMS_, dev.plumbline.streams.StreamsMain",
    "dashboards, PLUMBLINE_DASHBOARDS_, dev.plumbline.dashboards.DashboardsMain",
  })
  void shouldGiveEachServiceVariablesItKnows(
      String service, String prefix, String main, @TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret".repeat(8));
    ProcessBuilder process =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            main);
    Map<String, String> environment = process.environment();
    environment.keySet().removeIf(name -> name.startsWith("PLUMBLINE_"));
    map(map(services, service), "environment")
        .forEach(
            (name, value) ->
                environment.put(
                    name,
                    VARIABLE
                        .matcher(String.valueOf(value))
                        .replaceAll(match -> Matcher.quoteReplacement(match.group(2)))
                        .replaceFirst(
                            "^/run/secrets/.*", Matcher.quoteReplacement(secret.toString()))));
    environment.put(prefix + "MISTAKE", "1");
    Process started = process.redirectErrorStream(true).start();
    String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(started.waitFor()).as(output).isEqualTo(2);
    assertThat(output.lines().filter(line -> line.contains("PLUMBLINE_")).toList())
        .singleElement()
        .asString()
        .contains(prefix + "MISTAKE: unknown variable");
  }

  private String variable(String service, String name) {
    return String.valueOf(map(map(services, service), "environment").get(name));
  }

  private Map<String, Map<String, Object>> services() {
    Map<String, Map<String, Object>> services = new LinkedHashMap<>();
    Map<String, Object> all = map(file, "services");
    all.keySet().forEach(name -> services.put(name, map(all, name)));
    assertThat(services).hasSize(9);
    return services;
  }

  private static int makeSecrets(String folder) throws IOException, InterruptedException {
    ProcessBuilder process =
        new ProcessBuilder("bash", ROOT.resolve("compose").resolve("make-secrets").toString());
    process.environment().put("PLUMBLINE_SECRETS", folder);
    return process.redirectErrorStream(true).start().waitFor();
  }

  private static int status(List<String> command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      return process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  @SuppressWarnings("unchecked") // keys of the format are texts
  private static Map<String, Object> map(Map<String, ?> parent, String name) {
    Object child = parent.get(name);
    return child instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  private static Map<String, Object> yaml(Path path) {
    try (Stream<String> lines = Files.lines(path)) {
      return new Yaml(new SafeConstructor(new LoaderOptions()))
          .load(lines.collect(Collectors.joining("\n")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
