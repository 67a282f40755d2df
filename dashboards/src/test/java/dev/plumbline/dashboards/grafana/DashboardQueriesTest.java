package dev.plumbline.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.dashboards.grafana.DashboardFile.Query;
import dev.plumbline.dashboards.grafana.DashboardFile.Shape;
import dev.plumbline.dashboards.grafana.GrafanaReader.Answer;
import dev.plumbline.dashboards.grafana.Interpolation.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every query of every dashboard, with everything that a reader can choose. */
class DashboardQueriesTest {

  private static final TimeRange RANGE =
      TimeRange.of("2024-02-01T00:00:00Z", "2024-05-31T23:59:59.999Z");
  private static final List<String> NAMES =
      List.of("100% $team", "<img src=x>", "O'Brien \"core\"", "payments");
  private static final List<String> EVIDENCE =
      List.of("failed-status", "rollback", "revert", "hotfix", "linked-incident", "time-window");
  private static final String ODD_ENVIRONMENT = "it's $environment; --";
  // A team that has nothing: its panels may be empty, but must not fail.
  private static final String IDLE = "idle";
  private static final Set<String> NUMBERS = Set.of("int4", "int8", "numeric", "float8");
  private static final Set<String> TEXTS = Set.of("text", "varchar");
  // Grafana makes texts of these, which no panel could calculate with.
  private static final Set<String> UNREADABLE = Set.of("interval", "uuid", "jsonb", "json", "date");

  private static GrafanaReader reader;

  @BeforeAll
  static void startServer() throws SQLException, IOException {
    try (InputStream seed =
        Objects.requireNonNull(DashboardQueriesTest.class.getResourceAsStream("seed.sql"))) {
      reader = GrafanaReader.start(new String(seed.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @AfterAll
  static void stopServer() throws SQLException {
    reader.close();
  }

  @TestFactory
  Stream<DynamicTest> shouldAnswerEveryQueryForWhateverIsChosen() throws SQLException {
    Stream<DynamicTest> tests = Stream.of();
    for (DashboardFile dashboard : DashboardFile.all()) {
      if (dashboard.queries().isEmpty()) {
        continue;
      }
      List<Map<String, Value>> selections = new Selections(dashboard, reader, RANGE).all();
      assertThat(selections.size()).as(dashboard.name()).isGreaterThan(NAMES.size());
      tests =
          Stream.concat(
              tests,
              dashboard.queries().stream()
                  .map(
                      query -> dynamicTest(query.place(), () -> expectAnswers(query, selections))));
    }
    return tests;
  }

  private static void expectAnswers(Query query, List<Map<String, Value>> selections)
      throws SQLException {
    for (Map<String, Value> chosen : selections) {
      String place = query.place() + ", chosen " + chosen;
      Answer answer = ask(query.sql(), chosen);
      boolean mayBeEmpty = chosen.values().stream().anyMatch(DashboardQueriesTest::isIdle);
      if (!mayBeEmpty) {
        assertThat(answer.rows()).as(place).isNotEmpty();
      }
      assertThat(answer.types().values()).as(place).doesNotContainAnyElementsOf(UNREADABLE);
      assertThat(answer.types().values()).as(place).noneMatch(type -> type.startsWith("_"));
      switch (query.shape()) {
        case SERIES -> expectSeries(place, answer);
        case STAT -> expectStat(place, answer);
        case TABLE -> expectColumnsOfOverrides(place, answer, query.owner());
        case ANNOTATION -> expectAnnotation(place, answer);
        case UNKNOWN -> throw new AssertionError("No rule for " + place);
      }
    }
  }

  private static boolean isIdle(Value value) {
    return value.chosen().equals(List.of(IDLE));
  }

  private static void expectSeries(String place, Answer answer) {
    assertThat(answer.columns()).as(place).containsExactly("time", "metric", "value");
    assertThat(answer.types().get("time")).as(place).isEqualTo("timestamptz");
    assertThat(answer.types().get("metric")).as(place).isIn(TEXTS);
    assertThat(answer.types().get("value")).as(place).isIn(NUMBERS);
    List<Timestamp> times = times(answer, "time");
    assertThat(times)
        .as(place)
        .doesNotContainNull()
        .isSorted()
        .allMatch(DashboardQueriesTest::isInRange);
    assertThat(answer.column("metric")).as(place).doesNotContainNull();
    assertThat(answer.rows().stream().map(row -> row.get("time") + "|" + row.get("metric")))
        .as(place + ": one value per time and line")
        .doesNotHaveDuplicates();
  }

  private static void expectStat(String place, Answer answer) {
    assertThat(answer.columns()).as(place).containsExactly("value");
    assertThat(answer.types().get("value")).as(place).isIn(NUMBERS);
    assertThat(answer.rows()).as(place).hasSize(1);
  }

  private static void expectColumnsOfOverrides(String place, Answer answer, JsonNode panel) {
    List<String> overridden =
        DashboardFile.children(panel.path("fieldConfig").path("overrides"))
            .map(override -> override.path("matcher").path("options").asText())
            .toList();
    assertThat(answer.columns()).as(place).containsAll(overridden);
  }

  private static void expectAnnotation(String place, Answer answer) {
    assertThat(answer.columns()).as(place).contains("time", "text", "tags");
    assertThat(answer.columns()).as(place).isSubsetOf("time", "timeend", "text", "tags");
    assertThat(answer.types().get("time")).as(place).isEqualTo("timestamptz");
    assertThat(times(answer, "time")).as(place).doesNotContainNull().isSorted();
    assertThat(answer.column("text")).as(place).doesNotContainNull();
    if (answer.columns().contains("timeend")) {
      assertThat(answer.types().get("timeend")).as(place).isEqualTo("timestamptz");
      assertThat(times(answer, "timeend")).as(place).doesNotContainNull();
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldOfferEveryNameOnceAndUnharmed() {
    List<String> teams = with(NAMES, IDLE);
    List<String> services = with(NAMES, "orphan");
    List<String> environments = List.of(ODD_ENVIRONMENT, "production");
    List<String> queues =
        with(NAMES.stream().map(name -> "jira:" + name).toList(), "github:acme/ops");
    Map<String, List<String>> expected =
        Map.ofEntries(
            Map.entry("delivery.json team", teams),
            Map.entry("delivery.json service", services),
            Map.entry("delivery.json environment", environments),
            Map.entry("flow.json team", teams),
            Map.entry("flow.json service", services),
            Map.entry("flow.json environment", environments),
            Map.entry("team.json team", teams),
            Map.entry("deployments.json team", teams),
            Map.entry("deployments.json service", services),
            Map.entry("deployments.json environment", environments),
            Map.entry("deployments.json evidence", EVIDENCE),
            Map.entry("data-quality.json team", teams),
            Map.entry("data-quality.json service", services),
            Map.entry("ops-demand.json team", teams),
            Map.entry("ops-demand.json queue", queues));
    assertThat(
            DashboardFile.all().stream()
                .flatMap(
                    dashboard ->
                        dashboard.variables().stream()
                            .filter(variable -> variable.path("type").asText().equals("query"))
                            .map(variable -> place(dashboard, variable))))
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    return DashboardFile.all().stream()
        .flatMap(
            dashboard ->
                dashboard.variables().stream()
                    .filter(variable -> variable.path("type").asText().equals("query"))
                    .map(
                        variable ->
                            dynamicTest(
                                place(dashboard, variable),
                                () ->
                                    expectOptions(
                                        dashboard,
                                        variable,
                                        expected.get(place(dashboard, variable))))));
  }

  private static void expectOptions(
      DashboardFile dashboard, JsonNode variable, List<String> expected) throws SQLException {
    Map<String, Value> all = new Selections(dashboard, reader, RANGE).all().get(0);
    Answer answer = ask(variable.path("query").asText(), all);
    assertThat(answer.columns()).containsExactly("__text", "__value");
    assertThat(answer.types().values()).isSubsetOf(TEXTS);
    assertThat(answer.column("__value")).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(answer.column("__text")).isEqualTo(answer.column("__value"));
  }

  private static String place(DashboardFile dashboard, JsonNode variable) {
    return dashboard.name() + " " + variable.path("name").asText();
  }

  @Test
  void shouldShowEachPeriodOfEachTeamWithTheEmptyOnes() throws SQLException {
    Answer answer =
        ask(
            "delivery.json",
            "Deployment frequency",
            Map.of("grain", "month", "scope_kind", "team"),
            Map.of());

    assertThat(rows(answer))
        .hasSize(4 * 2 * NAMES.size())
        .contains(
            "2024-02-01T00:00:00Z|O'Brien \"core\" · production|2",
            "2024-03-01T00:00:00Z|O'Brien \"core\" · production|0",
            "2024-04-01T00:00:00Z|100% $team · it's $environment; --|4",
            "2024-05-01T00:00:00Z|<img src=x> · production|5");
  }

  @Test
  void shouldShowOneLineForOneTeam() throws SQLException {
    Answer answer =
        ask(
            "delivery.json",
            "Deployment frequency",
            Map.of("grain", "month", "scope_kind", "team"),
            Map.of("team", "O'Brien \"core\"", "environment", ODD_ENVIRONMENT));

    assertThat(answer.column("metric"))
        .hasSize(4)
        .containsOnly("O'Brien \"core\" · it's $environment; --");
  }

  @ParameterizedTest
  @ValueSource(strings = {"median|3600.50", "p75|7200.00", "p90|86400.00"})
  void shouldShowPercentilesAsTheyAreInTheTable(String expected) throws SQLException {
    String[] figure = expected.split("\\|", -1);
    Answer answer =
        ask(
            "delivery.json",
            "Lead time, " + figure[0],
            Map.of("grain", "month", "scope_kind", "organisation"),
            Map.of("environment", "production"));

    double hour = Double.parseDouble(figure[1]);
    assertThat(answer.column("value").stream().map(DashboardQueriesTest::number))
        .containsExactly(2 * hour, null, 4 * hour, 5 * hour);
  }

  @Test
  void shouldSumExclusionsByReason() throws SQLException {
    Answer answer =
        ask(
            "delivery.json",
            "Commits excluded, by reason",
            Map.of("grain", "month", "scope_kind", "organisation"),
            Map.of());

    assertThat(rows(answer))
        .containsExactly(
            "2024-02-01T00:00:00Z|merge-commit|8",
            "2024-02-01T00:00:00Z|not-deployed|4",
            "2024-04-01T00:00:00Z|merge-commit|16",
            "2024-04-01T00:00:00Z|not-deployed|8",
            "2024-05-01T00:00:00Z|merge-commit|20",
            "2024-05-01T00:00:00Z|not-deployed|10");
  }

  @Test
  void shouldCountWithinTheRangeOnly() throws SQLException {
    Answer answer =
        ask(
            "delivery.json",
            "Deployments",
            Map.of("grain", "month", "scope_kind", "service"),
            Map.of("service", "100% $team", "environment", "production"));

    assertThat(answer.column("value")).containsExactly(11L);
  }

  @Test
  void shouldShowDeploymentsOfTeamsServices() throws SQLException {
    Answer answer =
        ask(
            "delivery.json",
            "List of deployments",
            Map.of("grain", "month", "scope_kind", "team"),
            Map.of("team", "<img src=x>", "environment", "production"));

    assertThat(answer.rows())
        .extracting(
            row -> row.get("service") + " " + row.get("deployment") + " " + row.get("status"))
        .containsExactly(
            "<img src=x> v2024.05 SUCCEEDED",
            "orphan v2024.05 SUCCEEDED",
            "<img src=x> v2024.04 FAILED",
            "orphan v2024.04 FAILED",
            "<img src=x> v2024.03 SUCCEEDED",
            "orphan v2024.03 SUCCEEDED",
            "<img src=x> v2024.02 SUCCEEDED",
            "orphan v2024.02 SUCCEEDED");
    assertThat(number(answer.rows().get(0).get("duration"))).isEqualTo(90);
  }

  @Test
  void shouldShowTicketsPerMonthAndQueue() throws SQLException {
    Answer answer =
        ask(
            "ops-demand.json",
            "Tickets per month and queue",
            Map.of(),
            Map.of("queue", "jira:100% $team"));

    assertThat(rows(answer))
        .containsExactly(
            "2024-02-01T00:00:00Z|jira:100% $team|2",
            "2024-03-01T00:00:00Z|jira:100% $team|0",
            "2024-04-01T00:00:00Z|jira:100% $team|4",
            "2024-05-01T00:00:00Z|jira:100% $team|5");
  }

  @Test
  void shouldCountTicketsOfEachKindThatCount() throws SQLException {
    Answer answer =
        ask(
            "ops-demand.json",
            "Tickets per month and kind",
            Map.of(),
            Map.of("queue", "github:acme/ops"));

    assertThat(rows(answer))
        .contains("2024-03-01T00:00:00Z|incident|1", "2024-03-01T00:00:00Z|no kind|1")
        .hasSize(8);
  }

  @Test
  void shouldMarkTheRolloutAsOneRegion() throws SQLException {
    for (String dashboard : List.of("delivery.json", "ops-demand.json")) {
      Answer answer = annotation(dashboard, "Rollout of the platform");

      assertThat(times(answer, "time")).containsExactly(Timestamp.from(at("2024-02-17")));
      assertThat(times(answer, "timeend")).containsExactly(Timestamp.from(at("2024-03-09")));
      assertThat(answer.column("text"))
          .containsExactly("Platform adopted by 4 teams, one after the other");
      assertThat(annotation(dashboard, "Adoption by a team").column("text"))
          .containsExactlyInAnyOrderElementsOf(
              NAMES.stream().map(name -> name + " adopts the platform").toList());
    }
  }

  @Test
  void shouldShadeThePhasesOfTheProgrammeOnEverySeries() throws SQLException {
    for (DashboardFile dashboard : DashboardFile.all()) {
      if (dashboard.queries().stream().anyMatch(query -> query.shape() == Shape.SERIES)) {
        Answer answer = annotation(dashboard.name(), "Phases of the programme");

        assertThat(answer.column("text")).containsExactly("O'Brien's <pilot>", "100% $team");
        assertThat(times(answer, "time"))
            .containsExactly(Timestamp.from(at("2024-01-15")), Timestamp.from(at("2024-03-16")));
        assertThat(times(answer, "timeend"))
            .containsExactly(Timestamp.from(at("2024-03-16")), Timestamp.from(at("2025-01-01")));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rollback, 25.00, 3",
    "failed-status, 25.00, 2",
    "hotfix, 0.00, 2",
  })
  void shouldCountOnlyFailuresThatTheChosenEvidenceSpeaksFor(
      String evidence, String rate, long failures) throws SQLException {
    Map<String, String> grain = Map.of("grain", "month");
    Map<String, String> chosen =
        Map.of("service", "orphan", "environment", "production", "evidence", evidence);

    assertThat(ask("deployments.json", "Change fail rate", grain, chosen).column("value"))
        .extracting(String::valueOf)
        .containsExactly(rate, "null", rate, rate);
    assertThat(ask("deployments.json", "Failed deployments", grain, chosen).column("value"))
        .containsExactly(failures);
    assertThat(ask("deployments.json", "List of failed deployments", grain, chosen).rows())
        .hasSize((int) failures);
  }

  @Test
  void shouldCountEveryFailureWithAllEvidence() throws SQLException {
    assertThat(
            ask(
                    "deployments.json",
                    "Change fail rate",
                    Map.of("grain", "month"),
                    Map.of("service", "orphan", "environment", "production"))
                .column("value"))
        .extracting(String::valueOf)
        .containsExactly("50.00", "null", "50.00", "50.00");
    assertThat(
            ask(
                    "delivery.json",
                    "Change fail rate",
                    Map.of("grain", "month", "scope_kind", "service"),
                    Map.of("service", "orphan", "environment", "production"))
                .column("value"))
        .extracting(String::valueOf)
        .containsExactly("50.00", "null", "50.00", "50.00");
  }

  @Test
  void shouldTellHowLongRecoveryTookAndWhatIsOpen() throws SQLException {
    Answer answer =
        ask(
            "deployments.json",
            "List of failed deployments",
            Map.of("grain", "month"),
            Map.of("service", "<img src=x>", "environment", "production"));

    assertThat(answer.rows())
        .extracting(
            row ->
                row.get("deployment")
                    + " "
                    + row.get("recovery_seconds")
                    + " "
                    + row.get("state")
                    + " "
                    + row.get("incidents"))
        .containsExactly(
            "v2024.05 null open pagerduty:<img src=x>",
            "v2024.04 7200 recovered pagerduty:<img src=x>",
            "v2024.02 7200 recovered pagerduty:<img src=x>");
    assertThat(
            ask(
                    "deployments.json",
                    "List of open failures",
                    Map.of("grain", "month"),
                    Map.of("service", "<img src=x>", "environment", "production"))
                .column("deployment"))
        .containsExactly("v2024.05");
  }

  @Test
  void shouldShowStagesOfTeamsAndSayWhyThereAreNoneOfServices() throws SQLException {
    Answer team =
        ask(
            "flow.json",
            "Pickup, median",
            Map.of("scope_kind", "team"),
            Map.of("team", "O'Brien \"core\"", "environment", "production"));
    Answer service =
        ask(
            "flow.json",
            "Stages by month",
            Map.of("scope_kind", "service"),
            Map.of("service", "O'Brien \"core\"", "environment", "production"));

    assertThat(team.column("value").stream().map(DashboardQueriesTest::number))
        .containsExactly(7200.0, null, 14400.0, 18000.0);
    assertThat(service.rows())
        .hasSize(3 * 5)
        .allSatisfy(
            row -> {
              boolean isDeploy = "deploy".equals(row.get("stage"));
              assertThat(row.get("note")).isEqualTo(isDeploy ? null : "fewer than 5 people");
              assertThat(row.get("median_seconds") != null).isEqualTo(isDeploy);
            });
  }

  @Test
  void shouldShowTheNewestPeriodOfEachServiceOfTheTeam() throws SQLException {
    Answer answer =
        ask("team.json", "Services", Map.of("grain", "month", "team", "100% $team"), Map.of());

    assertThat(answer.rows())
        .extracting(
            row ->
                row.get("service")
                    + "|"
                    + row.get("environment")
                    + "|"
                    + row.get("period")
                    + "|"
                    + row.get("deployments")
                    + "|"
                    + row.get("fail_rate"))
        .containsExactly(
            "100% $team|it's $environment; --|2024-05-01|5.00|50.00",
            "100% $team|production|2024-05-01|5.00|50.00");
  }

  @Test
  void shouldSayWhatIsMissingWithTheNextStep() throws SQLException {
    Answer checks = ask("data-quality.json", "Checks", Map.of(), Map.of("service", "orphan"));

    assertThat(checks.rows())
        .extracting(
            row -> row.get("finding") + ": " + row.get("found") + " of " + row.get("of_all"))
        .containsExactly(
            "services without a deployment: 0 of null",
            "deployments of no known service: 0 of null",
            "deployments without a commit: 0 of 8",
            "deployments whose commit is not known: 0 of 8",
            "incidents that fail no deployment: 1 of 2",
            "pull requests by unmapped people: 10 of 40");
    assertThat(checks.column("next_step")).doesNotContainNull();
    assertThat(
            ask("data-quality.json", "Services without an owner", Map.of(), Map.of())
                .column("value"))
        .containsExactly(1L);
    assertThat(
            ask("data-quality.json", "Pull requests by unmapped people", Map.of(), Map.of())
                .column("value"))
        .extracting(String::valueOf)
        .containsExactly("25.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from plumbline.dora_metric",
        "select * from plumbline.account",
        "select * from plumbline.sink_quarantine",
        "delete from plumbline.deployments",
        "create table plumbline.mine (x int)",
        "create table public.mine (x int)",
        "create temp table mine (x int)",
        "set role plumbline"
      })
  void shouldLetGrafanaReadViewsAndNothingElse(String sql) {
    assertThatThrownBy(
            () -> {
              reader.run("set default_transaction_read_only = off");
              try {
                reader.run(sql);
              } finally {
                reader.run("reset default_transaction_read_only");
              }
            })
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void shouldHoldGrafanaToShortReading() throws SQLException {
    assertThat(
            reader
                .ask(
                    "select current_setting('default_transaction_read_only') as r,"
                        + " current_setting('statement_timeout') as t,"
                        + " rolconnlimit as c from pg_roles where rolname = current_user")
                .rows())
        .containsExactly(Map.of("r", "on", "t", "15s", "c", 10));
  }

  @Test
  void shouldUseDeclaredVariablesOnly() {
    for (DashboardFile dashboard : DashboardFile.all()) {
      Set<String> before = new TreeSet<>();
      for (JsonNode variable : dashboard.variables()) {
        assertThat(Interpolation.undeclared(variable.path("query").asText(), before))
            .as(place(dashboard, variable) + " uses variables that stand before it")
            .isEmpty();
        before.add(variable.path("name").asText());
      }
      for (Query query : dashboard.queries()) {
        assertThat(Interpolation.undeclared(query.sql(), before)).as(query.place()).isEmpty();
      }
    }
  }

  private static Answer ask(
      String dashboard, String panel, Map<String, String> choice, Map<String, String> single)
      throws SQLException {
    DashboardFile file = file(dashboard);
    Query query =
        file.queries().stream()
            .filter(each -> each.place().endsWith(", panel " + panel))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no panel " + panel));
    return ask(query.sql(), new Selections(file, reader, RANGE).chosen(choice, single));
  }

  private static Answer annotation(String dashboard, String name) throws SQLException {
    DashboardFile file = file(dashboard);
    Query query =
        file.queries().stream()
            .filter(each -> each.place().endsWith(", annotation " + name))
            .findFirst()
            .orElseThrow();
    return ask(query.sql(), new Selections(file, reader, RANGE).all().get(0));
  }

  private static DashboardFile file(String name) {
    return DashboardFile.all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Answer ask(String sql, Map<String, Value> values) throws SQLException {
    String expanded = Selections.expand(sql, RANGE, values);
    try {
      return reader.ask(expanded);
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + " in\n" + expanded, e);
    }
  }

  private static List<String> rows(Answer answer) {
    return answer.rows().stream()
        .map(
            row ->
                Stream.of(
                        ((Timestamp) Objects.requireNonNull(row.get("time"))).toInstant(),
                        row.get("metric"),
                        row.get("value"))
                    .map(String::valueOf)
                    .collect(Collectors.joining("|")))
        .toList();
  }

  private static List<Timestamp> times(Answer answer, String column) {
    return answer.column(column).stream().map(Timestamp.class::cast).toList();
  }

  private static boolean isInRange(Timestamp time) {
    return !time.toInstant().isBefore(RANGE.from()) && !time.toInstant().isAfter(RANGE.to());
  }

  private static java.time.Instant at(String day) {
    return java.time.LocalDate.parse(day).atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
  }

  private static Double number(Object value) {
    return value == null ? null : ((Number) value).doubleValue();
  }

  private static List<String> with(List<String> names, String more) {
    return Stream.concat(names.stream(), Stream.of(more)).toList();
  }
}
