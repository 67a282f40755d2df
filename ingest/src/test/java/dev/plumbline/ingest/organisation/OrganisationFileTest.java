package dev.plumbline.ingest.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import dev.plumbline.organisation.TeamKind;
import dev.plumbline.validation.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganisationFileTest {

  private static final String HEAD =
      """
      schema: idp-impact/v1
      organisation: {id: acme}
      """;

  @Test
  void shouldReadEverything() {
    OrganisationFile file =
        read(
            """
            schema: idp-impact/v1   # the only one so far
            organisation: {id: acme, timezone: Europe/Berlin}
            teams:
              - id: checkout
                platform_adopted: 2025-12-15
                owns:
                  repos: [acme/shop, {repo: acme/till, to: 2025-03-01}]
                  services: [{service: payment, from: 2025-01-01, to: 2025-06-01}]
              - {id: infra, kind: ops, queues: [OPS, "github:acme/infra", {queue: PLAT, from: 2025-02-01}]}
            services:
              - {id: payment, repository: acme/till, environments: [production, staging]}
              - {id: basket, repository: acme/shop}
            repositories:
              - {id: acme/shop, aliases: ["github:acme/webshop"]}
            """);

    assertThat(file.id()).isEqualTo("acme");
    assertThat(file.timezone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    TeamEntry checkout = file.teams().get(0);
    assertThat(checkout.kind()).isEqualTo(TeamKind.STREAM);
    assertThat(checkout.platformAdopted()).isEqualTo(LocalDate.parse("2025-12-15"));
    assertThat(checkout.repositories().get(1).to()).isEqualTo(LocalDate.parse("2025-03-01"));
    assertThat(checkout.services().get(0).from()).isEqualTo(LocalDate.parse("2025-01-01"));
    TeamEntry infra = file.teams().get(1);
    assertThat(infra.kind()).isEqualTo(TeamKind.OPS);
    assertThat(infra.platformAdopted()).isNull();
    assertThat(infra.queues().stream().map(OrganisationFile.Owned::name))
        .containsExactly("jira:OPS", "github:acme/infra", "jira:PLAT");
    assertThat(file.services().get(0).environments()).containsExactly("production", "staging");
    assertThat(file.services().get(1).environments()).containsExactly("production");
    assertThat(file.repositories().get(0).aliases()).containsExactly("github:acme/webshop");
    assertThat(file.notes()).isEmpty();
  }

  @Test
  void shouldTellAllThatIsWrongWithItsLine() {
    List<String> problems =
        problems(
            """
            schema: idp-impact/v2
            organisation: {id: acme, timezone: Middle/Earth}
            teems: []
            teams:
              - {id: checkout, kind: streem, platform_adopted: soon}
              - id: checkout
                owns: {repositories: [a/b]}
              - {kind: ops, queues: OPS}
              - search
            services:
              - {id: payment, repository: shop, environments: []}
            """);

    assertThat(problems)
        .containsExactlyInAnyOrder(
            "line 1: expected idp-impact/v1 in \"schema\" of the file, got \"idp-impact/v2\"",
            "line 2: expected a time zone such as Europe/Berlin as \"timezone\" of the organisation,"
                + " got \"Middle/Earth\"",
            "line 3: unknown key \"teems\" in the file, did you mean \"teams\"?",
            "line 5: expected one of stream, platform, ops, enabling as \"kind\" of a team, got"
                + " \"streem\", did you mean \"stream\"?",
            "line 5: expected a date such as 2025-01-31 as \"platform_adopted\" of a team, got"
                + " \"soon\"",
            "line 6: the team \"checkout\" is there already, on line 5",
            "line 7: unknown key \"repositories\" in what a team owns",
            "line 8: expected a name of 1 to 200 characters without spaces or @ as \"id\" of a"
                + " team",
            "line 8: expected a list as \"queues\" of a team, got \"OPS\"",
            "line 9: expected keys and values of a team, got \"search\"",
            "line 11: expected a repository as owner/name in \"repository\" of a service, got"
                + " \"shop\"",
            "line 11: expected at least one environment, or no such key for production");
  }

  @Test
  void shouldRefuseTwoOwnersAtOneDate() {
    assertThat(
            problems(
                HEAD
                    + """
                    teams:
                      - {id: a, owns: {services: [{service: x, to: 2025-02-02}], repos: [o/r]}, queues: [OPS]}
                      - {id: b, owns: {services: [{service: x, from: 2025-02-01}], repos: [o/r]}}
                      - {id: c, queues: ["jira:OPS"]}
                    """))
        .containsExactlyInAnyOrder(
            "line 5: the service \"x\" of team \"b\" is at the same time that of team \"a\", on"
                + " line 4",
            "line 5: the repository \"o/r\" of team \"b\" is at the same time that of team \"a\","
                + " on line 4",
            "line 6: the queue \"jira:OPS\" of team \"c\" is at the same time that of team \"a\","
                + " on line 4");
  }

  @Test
  void shouldAllowOneOwnerAfterTheOther() {
    OrganisationFile file =
        read(
            HEAD
                + """
                teams:
                  - {id: a, owns: {services: [{service: x, to: 2025-02-01}]}}
                  - {id: b, owns: {services: [{service: x, from: 2025-02-01}]}}
                services: [{id: x, repository: o/r}]
                """);

    assertThat(file.teams()).hasSize(2);
  }

  @Test
  void shouldRefuseTurnedRound() {
    assertThat(
            problems(
                HEAD
                    + """
                    teams:
                      - id: a
                        queues: [{queue: OPS, from: 2025-03-01, to: 2025-02-01}]
                    """))
        .containsExactly("line 5: expected \"from\" before \"to\", got 2025-03-01 and 2025-02-01");
  }

  @Test
  void shouldRefuseOneNameOfTwoRepositories() {
    assertThat(
            problems(
                HEAD
                    + """
                    repositories:
                      - {id: o/r, aliases: ["github:o/old"]}
                      - {id: o/s, aliases: ["github:o/old", "git:o/r"]}
                    """))
        .containsExactlyInAnyOrder(
            "line 5: the alias \"github:o/old\" leads to \"o/r\" already",
            "line 5: the alias \"git:o/r\" leads to \"o/r\" already");
  }

  @Test
  void shouldNoteWhatIsOwnedAndNotDescribed() {
    OrganisationFile file =
        read(
            HEAD
                + """
                teams: [{id: a, owns: {services: [chekout]}}]
                services: [{id: checkout, repository: o/r}]
                """);

    assertThat(file.notes())
        .containsExactly(
            "line 3: the service \"chekout\" is owned and not described in this file, did you mean"
                + " \"checkout\"?",
            "The service \"checkout\" is nobody's");
  }

  @Test
  void shouldRefuseKeyThatStandsThereTwice() {
    assertThat(problems(HEAD + "teams: []\nteams: []\n"))
        .containsExactly("line 4: \"teams\" stands there twice, first on line 3");
  }

  @Test
  void shouldRefuseAliases() {
    assertThat(problems(HEAD + "teams: [&a {id: x}]\nservices: *a\n"))
        .contains("line 4: expected a value, aliases (*name) are not supported");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "acme", "a: [", "a: b: c", "\t- x", "a: 1\n---\nb: 2", "\u0000", "@"})
  void shouldSayWhatIsNoFileAtAll(String text) {
    assertThat(problems(text))
        .isNotEmpty()
        .allMatch(problem -> problem.matches("(?s)line \\d+: .+"));
  }

  @Test
  void shouldRefuseDeepNesting() {
    assertThat(problems("a: " + "[".repeat(900) + "]".repeat(900)))
        .containsExactly("line 1: expected at most 20 levels");
  }

  @Test
  void shouldRefuseOtherEncodings() {
    InvalidInputException problem =
        catchThrowableOfType(
            InvalidInputException.class,
            () -> OrganisationFileReader.read("ä".getBytes(StandardCharsets.ISO_8859_1)));

    assertThat(problem.problems()).containsExactly("Expected the file to be UTF-8");
  }

  private static List<String> problems(String text) {
    InvalidInputException problem =
        catchThrowableOfType(InvalidInputException.class, () -> read(text));
    assertThat(problem).as(text).isNotNull();
    return problem.problems();
  }

  private static OrganisationFile read(String text) {
    return OrganisationFileReader.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
