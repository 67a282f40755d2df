package dev.plumbline.ingest.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.plumbline.validation.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong, each on line 4 unless it says otherwise, and how that is told. */
class OrganisationErrorsTest {

  private static final String HEAD =
      """
      schema: idp-impact/v1
      organisation: {id: acme}
      teams: [{id: a}, {id: b}]
      """;

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments("colour: red", "unknown key \"colour\" in the file"),
        arguments("privcy: {}", "unknown key \"privcy\" in the file, did you mean \"privacy\"?"),
        arguments(
            "privacy: {min_group_size: 3}",
            "expected a whole number from 5 to 1000 as \"min_group_size\" of privacy, got \"3\""),
        arguments(
            "privacy: {pseudonymise: false}",
            "expected true as \"pseudonymise\" of privacy: people are always pseudonyms"),
        arguments(
            "privacy: {person_level_output: true}",
            "expected false as \"person_level_output\" of privacy: no figure about one person"
                + " leaves the system"),
        arguments(
            "privacy: {retention_months: long}",
            "expected a whole number from 1 to 1200 as \"retention_months\" of privacy, got"
                + " \"long\""),
        arguments(
            "sources: {github: {orgs: acme}}",
            "expected a list as \"orgs\" of the source github, got \"acme\""),
        arguments(
            "sources: {tickets: {jira: {base_url: jira.acme}}}",
            "expected a URL that begins with https or http in \"base_url\" of the source jira, got"
                + " \"jira.acme\""),
        arguments("bots: {typs: [Bot]}", "unknown key \"typs\" in bots, did you mean \"types\"?"),
        arguments(
            "people: [{id: x, left: 2025-01-01, hr_start: 2025-02-01}]",
            "expected \"left\" not before \"hr_start\", got 2025-01-01 and 2025-02-01"),
        arguments("people: [{id: x}, {id: x}]", "the person \"x\" is there already, on line 4"),
        arguments(
            "people: [{id: x, logins: {github: A}}, {id: y, logins: {github: [a]}}]",
            "the login \"a\" at github is that of \"x\" already"),
        arguments(
            "people: [{id: x, logins: {GitHub: a}}]",
            "expected the id of a source, such as github, got \"GitHub\""),
        arguments(
            "people: [{id: x, teams: [{team: aa}]}]",
            "there is no team \"aa\", did you mean \"a\" or \"b\"?"),
        arguments(
            "services: [{id: x, repository: o/r, paths: [/lib]}]",
            "expected a directory or file of the repository without / before it and without * in"
                + " \"paths\" of a service, got \"/lib\""),
        arguments(
            "services: [{id: x, repository: o/r, paths: [a/../b]}]",
            "expected a directory or file of the repository without / before it and without * in"
                + " \"paths\" of a service, got \"a/../b\""),
        arguments(
            "environments: {types: {prod: \"(live\"}}",
            "expected a regular expression in \"prod\" of types of environments, got \"(live\":"
                + " Unclosed group"),
        arguments(
            "environments: {types: {prod: live, production: prod}}",
            "the type \"production\" of environments is there already"),
        arguments(
            "environments: {names: {x: [a]}}",
            "expected a regular expression in \"x\" of names of environments, got a list"),
        arguments(
            "environments: {stale_after_days: 0}",
            "expected a whole number from 1 to 36500 as \"stale_after_days\" of the environments,"
                + " got \"0\""),
        arguments(
            "incidents: {window: 24}",
            "expected a time such as 30m, 24h or 2d, of at most 90d as \"window\" of incidents,"
                + " got \"24\""),
        arguments(
            "incidents: {window: 91d}",
            "expected a time such as 30m, 24h or 2d, of at most 90d as \"window\" of incidents,"
                + " got \"91d\""),
        arguments(
            "incidents: {rules: [{}]}",
            "expected at least one of source, queue, kind, label in a rule"),
        arguments(
            "incidents: {services: [{source: jira, is: x}]}",
            "expected one of service, component, label, queue, as the source speaks of the"
                + " service, got none"),
        arguments(
            "incidents: {services: [{source: jira, label: l, queue: q, is: x}]}",
            "expected one of service, component, label, queue, as the source speaks of the"
                + " service, got label and queue"),
        arguments(
            "hotfix: {titles: [\"*\"]}",
            "expected a regular expression in \"titles\" of hotfixes, got \"*\": Dangling meta"
                + " character '*'"),
        arguments(
            "catalog: {codeowners: [{file: x}]}",
            "expected a repository as owner/name as \"repository\" of a CODEOWNERS file"),
        arguments(
            "databases: {individually_described_from_level: 6}",
            "expected a whole number from 0 to 5 as \"individually_described_from_level\" of the"
                + " databases, got \"6\""),
        arguments("programme: {phases: {pilot: {}}}", "unknown key \"pilot\" in the phases"),
        arguments(
            "programme: {phases: {discovery: {from: 2025-01-01}}}",
            "expected a date such as 2025-01-31 as \"to\" of a phase"),
        arguments(
            "programme: {phases: {discovery: {from: 2025-02-01, to: 2025-01-01}}}",
            "expected \"to\" not before \"from\", got 2025-01-01 and 2025-02-01"),
        arguments(
            "programme: {phases: {integration: {from: 2025-01-05, to: 2025-02-01}, discovery:"
                + " {from: 2025-01-01, to: 2025-01-05}}}",
            "expected the phase integration to begin after discovery ended, on 2025-01-05, got"
                + " 2025-01-05"),
        arguments(
            "programme: {baseline_window: {from: 2025-01-01, to: 2025-06-01}, cohorts: [{id: c,"
                + " teams: [a], adopted: 2025-06-01}]}",
            "expected the baseline to end before the first adoption, on 2025-06-01, got"
                + " 2025-06-01"),
        arguments(
            "programme: {cohorts: [{id: c, teams: [a]}, {id: c, teams: [b]}]}",
            "the cohort \"c\" is there already, on line 4"),
        arguments(
            "programme: {cohorts: [{id: c, teams: [a]}, {id: d, teams: [a]}]}",
            "the team \"a\" of the cohort \"d\" is in \"c\" already"),
        arguments(
            "programme: {cohorts: [{id: c, teams: [nobody]}]}", "there is no team \"nobody\""),
        arguments("programme: {cohorts: [{id: c}]}", "expected the teams of a cohort as \"teams\""),
        arguments(
            "programme: {cohorts: [{id: c, teams: [a], selection: random}]}",
            "expected one of volunteered, chosen, randomised_order as \"selection\" of a cohort,"
                + " got \"random\", did you mean \"randomised_order\"?"),
        arguments(
            "programme: {cohorts: [{id: c, teams: [a], mandated: no}]}",
            "expected true or false as \"mandated\" of a cohort, got \"no\""),
        arguments(
            "programme: {known_events: [{from: 2025-01-01, what: x, affects: third}]}",
            "the known event \"x\" affects \"third\", which is no team and no cohort"),
        arguments(
            "programme: {ramp_up_weeks: 1.5}",
            "expected a whole number from 0 to 52 as \"ramp_up_weeks\" of the programme, got"
                + " \"1.5\""),
        arguments(
            "metrics: {time_to_first_pr: {unit: days}}",
            "expected one of working_days as \"unit\" of time_to_first_pr, got \"days\", did you"
                + " mean \"working_days\"?"),
        arguments(
            "metrics: {time_to_first_pr: {nth: [0]}}",
            "expected a whole number from 1 to 999 in \"nth\" of time_to_first_pr, got \"0\""),
        arguments(
            "metrics: {ops_demand: {count: [request], guardrail: [request]}}",
            "expected \"request\" once in ops_demand, got it in \"count\" and \"guardrail\""),
        arguments(
            "metrics: {ops_demand: {count: [wish]}}",
            "expected one of request, question, incident, change, migration in \"count\" of"
                + " ops_demand, got \"wish\""),
        criterion(
            "metric: time_to_first_pr, effect: rate_ratio, better: lower, minimal_change: 0.9,"
                + " target: 0.8",
            "expected rmst_difference_days as \"effect\" of time_to_first_pr, got \"rate_ratio\""),
        criterion(
            "metric: ops_demand, effect: rate_ratio, better: higher, minimal_change: 0.9, target:"
                + " 0.8",
            "expected lower as \"better\" of ops_demand, got \"higher\""),
        criterion(
            "metric: ops_demand, effect: rate_ratio, better: lower, minimal_change: 0.9, target:"
                + " 0",
            "expected a ratio above 0 and below 1 as \"target\" of a success criterion, got"
                + " \"0\""),
        criterion(
            "metric: ops_demand, effect: rate_ratio, better: lower, minimal_change: 0.8, target:"
                + " 0.9",
            "expected a target at least as far as the minimal change of 0.8, got 0.9"),
        criterion(
            "metric: deployment_frequency, effect: rate_ratio, better: higher, minimal_change:"
                + " 0.9, target: 2",
            "expected a ratio above 1 as \"minimal_change\" of a success criterion, got \"0.9\""),
        criterion(
            "metric: db_count, effect: difference, minimal_change: 1, target: 2",
            "expected a metric of which more or less is better, got \"db_count\""),
        criterion(
            "metric: ops_demand, effect: rate_ratio, minimal_change: 0.9",
            "expected \"target\" beside the others"),
        arguments(
            "success_criteria: [{id: s, metric: speed, effect: ratio, agreed: 2025-01-01}]",
            "expected one of time_to_first_pr, ops_demand, db_count, db_iac_share,"
                + " metrics_automated_share, provisioning_latency, self_service_share,"
                + " cost_baseline, pulse, incident_rate, change_lead_time, deployment_frequency,"
                + " failed_deployment_recovery_time, change_fail_rate, deployment_rework_rate as"
                + " \"metric\" of a success criterion, got \"speed\""),
        arguments(
            "guardrails: [{metric: incident_rate, effect: rate_ratio, margin: 0.9}]",
            "expected a ratio above 1 as \"margin\" of a guardrail, got \"0.9\""),
        arguments(
            "statistics: {alpha: 5}",
            "expected a number above 0 and up to 0.5 as \"alpha\" of statistics, got \"5\""),
        arguments(
            "statistics: {floors: {coverage: 80%}}",
            "expected a number from 0 to 1 as \"coverage\" of the floors, got \"80%\""),
        arguments(
            "roi: {realisation_factor: {expected: 0.6, low: 0.7, high: 0.9}}",
            "expected low <= expected <= high, got 0.7, 0.6 and 0.9"),
        arguments(
            "roi: {realisation_factor: 1.2}",
            "expected a number from 0 to 1 as \"realisation_factor\" of the return on investment,"
                + " got \"1.2\""),
        arguments(
            "roi: {developers_in_scope: {source: hr}}",
            "expected either \"value\" or \"expected\" of developers_in_scope"),
        arguments(
            "roi: {j_curve: {dip: 0.2, low: 0.02, high: 0.15}}",
            "expected low <= dip <= high, got 0.02, 0.2 and 0.15"),
        arguments(
            "roi: {hourly_cost: {developer: NaN}}",
            "expected a number not below 0 as \"developer\" of the hourly cost, got \"NaN\""),
        arguments(
            "services: [{id: x, repository: o/r}]\nrepositories: [{id: o/r, aliases: [r]}]",
            "line 5: expected a repository at a source as github:owner/name in \"aliases\" of a"
                + " repository, got \"r\""));
  }

  private static Arguments criterion(String keys, String error) {
    return arguments("success_criteria: [{id: s, agreed: 2025-01-01, " + keys + "}]", error);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void shouldTellWhatIsWrong(String text, String error) {
    String expected = error.startsWith("line") ? error : "line 4: " + error;

    assertThat(problems(HEAD + text + "\n")).containsExactly(expected);
  }

  @Test
  void shouldTellErrorsInTheOrderOfTheirLines() {
    List<String> problems =
        problems(
            """
            schema: idp-impact/v1
            organisation: {id: acme, currency: EURO, calendar: Berlin, working_hours_per_day: 25}
            teams:
              - {id: a, parent: b}
              - {id: b, parent: a}
            statistics: {alpha: 2}
            roi: {horizon_months: 0}
            environments: {types: {prod: "["}}
            """);

    assertThat(problems)
        .satisfiesExactly(
            one -> assertThat(one).startsWith("line 2: expected a currency such as EUR"),
            one -> assertThat(one).startsWith("line 2: expected a calendar such as DE or DE-BE"),
            one -> assertThat(one).startsWith("line 2: expected a number above 0 and up to 24"),
            one -> assertThat(one).isEqualTo("line 4: the team \"a\" stands above itself"),
            one -> assertThat(one).isEqualTo("line 5: the team \"b\" stands above itself"),
            one -> assertThat(one).startsWith("line 6: expected a number above 0"),
            one -> assertThat(one).startsWith("line 7: expected a whole number from 1 to 120"),
            one -> assertThat(one).startsWith("line 8: expected a regular expression"));
  }

  @Test
  void shouldRefusePatternsOfTwoTeamsThatMeet() {
    assertThat(
            problems(
                """
                schema: idp-impact/v1
                organisation: {id: acme}
                teams:
                  - {id: a, owns: {repos: ["acme/check*"]}}
                  - {id: b, owns: {repos: ["acme/*out"]}}
                repositories: [{id: acme/checkout}, {id: acme/check}]
                """))
        .containsExactly(
            "line 5: the repository \"acme/checkout\" of team \"b\" is at the same time that of"
                + " team \"a\", on line 4; name it in full at one of them");
  }

  @Test
  void shouldNoteWhatMayBeMistakes() {
    OrganisationFile file =
        OrganisationFileReader.read(
            """
            schema: idp-impact/v1
            organisation: {id: acme}
            teams:
              - {id: a, platform_adopted: 2025-06-01, members: [p, q], owns: {services: [{service: x, to: 2025-02-01}]}}
              - {id: b, kind: ops, owns: {services: [{service: x, from: 2025-03-01}]}}
            people:
              - {id: p, logins: {github: p}}
            services: [{id: x, repository: o/r}]
            environments: {types: {dev: "^dev"}}
            incidents: {services: [{source: pagerduty, service: P1, is: y}]}
            programme:
              phases: {deployment: {from: 2025-05-01, to: 2025-05-31}}
            success_criteria:
              - {id: S1, metric: ops_demand, effect: rate_ratio, minimal_change: 0.9, target: 0.7, agreed: 2025-05-01}
              - {id: S2, metric: ops_demand, effect: rate_ratio, minimal_change: 0.9, target: 0.7}
            """
                .getBytes(StandardCharsets.UTF_8));

    assertThat(file.notes())
        .containsExactly(
            "line 4: the team \"a\" has 2 people, fewer than 5: its figures about people will not"
                + " be shown",
            "line 4: members of the team \"a\" without an entry under people, so that no account"
                + " is theirs: q",
            "line 7: people with a login at github and no number under ids, by which alone GitHub's"
                + " accounts are recognised: 1; https://api.github.com/users/LOGIN tells it as \"id\"",
            "line 9: the pattern \"^dev\" must match the whole name; write .* for the rest of it",
            "line 12: every team has adopted the platform: none is left to compare with, so that"
                + " other causes of a change cannot be excluded",
            "line 14: the success criterion \"S1\" was agreed late: on 2025-05-01, and deployment"
                + " began on 2025-05-01",
            "line 15: the success criterion \"S2\" does not say when it was agreed",
            "Incidents of \"P1\" at pagerduty are those of \"y\", which is not described in this"
                + " file, did you mean \"x\"?",
            "The service \"x\" is nobody's from 2025-02-01 to 2025-03-01");
  }

  private static List<String> problems(String text) {
    InvalidInputException problem =
        catchThrowableOfType(
            InvalidInputException.class,
            () -> OrganisationFileReader.read(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(problem).as(text).isNotNull();
    return problem.problems();
  }
}
