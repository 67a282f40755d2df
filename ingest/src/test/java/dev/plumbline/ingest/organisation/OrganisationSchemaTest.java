package dev.plumbline.ingest.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.plumbline.validation.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that editors use, against the reader and the documentation. */
class OrganisationSchemaTest {

  private static final Path DOCS = Path.of("../docs");
  private static final String HEAD = "schema: idp-impact/v1\norganisation: {id: acme}\n";
  private static final String TEAMS = HEAD + "teams: [{id: a}]\n";

  private static JsonNode text;
  private static JsonSchema schema;
  private static String example;

  @BeforeAll
  static void read() throws IOException {
    text = new ObjectMapper().readTree(DOCS.resolve("plumbline.schema.json").toFile());
    schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(text);
    String page = Files.readString(DOCS.resolve("configuration.md"));
    int start = page.indexOf("```yaml\n") + "```yaml\n".length();
    example = page.substring(start, page.indexOf("```", start));
  }

  @Test
  void shouldAcceptTheExampleAsTheReaderDoes() throws IOException {
    OrganisationFile file = OrganisationFileReader.read(bytes(example));

    assertThat(file.teams()).hasSize(4);
    assertThat(file.notes()).isEmpty();
    assertThat(errors(example)).isEmpty();
  }

  @Test
  void shouldHaveEveryKeyInTheExampleButForCatalog() throws IOException {
    Set<String> keys = new TreeSet<>();
    new YAMLMapper().readTree(example).fieldNames().forEachRemaining(keys::add);
    Set<String> known = new TreeSet<>();
    text.path("properties").fieldNames().forEachRemaining(known::add);
    known.remove("catalog");

    assertThat(keys).isEqualTo(known);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "catalog: {backstage: [\"a/*.yaml\"], codeowners: [acme/shop/CODEOWNERS, {repository: a/b,"
            + " file: c}]}",
        "people: [{id: x, logins: {git: [a@b.c, d@b.c]}, ids: {github: 1}}]",
        "roi: {realisation_factor: 0.5, j_curve: {dip: 0.1}}",
      })
  void shouldAcceptWhatTheReaderAccepts(String section) throws IOException {
    String file = HEAD + section + "\n";
    assertThat(OrganisationFileReader.read(bytes(file)).id()).isEqualTo("acme");

    assertThat(errors(file)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "colour: red",
        "teams: [{kind: ops}]",
        "teams: [{id: a, kind: streem}]",
        "teams: [{id: a, owns: {repositories: [a/b]}}]",
        "teams: [{id: a, owns: {repos: [shop]}}]",
        "teams: [{id: a, platform_adopted: soon}]",
        "teams: {id: a}",
        "privacy: {min_group_size: 3}",
        "privacy: {person_level_output: true}",
        "sources: {tickets: {jira: {base_url: jira}}}",
        "people: [{id: x, logins: {GitHub: a}}]",
        "services: [{id: x}]",
        "services: [{id: x, repository: o/r, environments: []}]",
        "services: [{id: x, repository: o/r, paths: [/lib]}]",
        "repositories: [{id: o/r, aliases: [r]}]",
        "environments: {stale_after_days: 0}",
        "environments: {names: {x: [a]}}",
        "incidents: {window: 24}",
        "incidents: {rules: [{}]}",
        "incidents: {services: [{source: jira, is: x}]}",
        "incidents: {services: [{source: jira, label: l, queue: q, is: x}]}",
        "catalog: {codeowners: [{file: x}]}",
        "databases: {individually_described_from_level: 6}",
        "programme: {phases: {pilot: {from: 2025-01-01, to: 2025-01-02}}}",
        "programme: {phases: {discovery: {from: 2025-01-01}}}",
        "programme: {cohorts: [{id: c}]}",
        "programme: {cohorts: [{id: c, teams: [a], selection: random}]}",
        "metrics: {time_to_first_pr: {unit: days}}",
        "metrics: {ops_demand: {count: [wish]}}",
        "success_criteria: [{id: s, metric: speed, effect: ratio, minimal_change: 1, target: 2}]",
        "guardrails: [{metric: incident_rate, effect: rate_ratio, margin: 0}]",
        "statistics: {alpha: 5}",
        "statistics: {floors: {coverage: 80%}}",
        "roi: {realisation_factor: 1.2}",
        "roi: {developers_in_scope: {source: hr}}",
        "roi: {developers_in_scope: {value: 1, expected: 2}}",
      })
  void shouldRefuseWhatTheReaderRefuses(String section) throws IOException {
    String file = (section.startsWith("teams") ? HEAD : TEAMS) + section + "\n";
    assertThatThrownBy(() -> OrganisationFileReader.read(bytes(file)))
        .isInstanceOf(InvalidInputException.class);

    assertThat(errors(file)).isNotEmpty();
  }

  private static Set<ValidationMessage> errors(String file) throws IOException {
    return schema.validate(new YAMLMapper().readTree(file));
  }

  private static byte[] bytes(String file) {
    return file.getBytes(StandardCharsets.UTF_8);
  }
}
