package dev.plumbline.dashboards.sink;

import static dev.plumbline.topic.Topics.ORGANISATION_PROGRAMME;
import static dev.plumbline.topic.Topics.ORGANISATION_QUEUES;
import static dev.plumbline.topic.Topics.ORGANISATION_SERVICES;
import static dev.plumbline.topic.Topics.ORGANISATION_TEAMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.organisation.Cohort;
import dev.plumbline.organisation.KnownEvent;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Phase;
import dev.plumbline.organisation.Programme;
import dev.plumbline.organisation.ProgrammeKey;
import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.organisation.Team;
import dev.plumbline.organisation.TeamKey;
import dev.plumbline.organisation.TeamKind;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.topic.Family;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrganisationSinkTest {

  private static final String TEAMS = "select * from teams order by team";
  private static final String SERVICES =
      "select * from service_owners order by service, \"from\" nulls first";
  private static final String QUEUES =
      "select * from queue_owners order by queue, \"from\" nulls first";
  private static final String HOSTILE = "O'Brien \"core\" <img src=x> 100% {,}\\ $team";

  private final AvroSerdes serdes = AvroSerdes.on("mock://organisation-sink");
  private final LogConsumer log = new LogConsumer(serdes);
  private final TestSink sink =
      new TestSink(Family.ORGANISATION, TestPostgres.migratedDatabase(), serdes, log);

  @BeforeEach
  void register() {
    new SchemaRegistration(serdes.registry()).registerAll();
  }

  @AfterEach
  void close() throws SQLException {
    sink.close();
  }

  @Test
  void shouldShowWhatTheOrganisationSays() throws Exception {
    team("payments", TeamKind.STREAM, LocalDate.of(2024, 3, 1));
    team("sre", TeamKind.OPS, null);
    service("checkout", owner("payments", null, "2024-02-01"), owner("sre", "2024-02-01", null));
    queue("jira", "OPS", owner("sre", null, null));

    sink.open().poll();

    assertThat(sink.rows(TEAMS)).containsExactly("payments|stream|2024-03-01", "sre|ops|null");
    assertThat(sink.rows(SERVICES))
        .containsExactly("checkout|payments|null|2024-02-01", "checkout|sre|2024-02-01|null");
    assertThat(sink.rows(QUEUES)).containsExactly("jira:OPS|sre|null|null");
    assertThat(sink.count("plumbline.sink.records")).isEqualTo(4);
  }

  @Test
  void shouldReplaceOwnersAsAWhole() throws Exception {
    team("payments", TeamKind.STREAM, null);
    service("checkout", owner("payments", null, null), owner("sre", null, null));
    queue("jira", "OPS", owner("payments", null, null));
    sink.open().poll();
    team("payments", TeamKind.ENABLING, LocalDate.of(2024, 3, 1));
    service("checkout", owner("payments", null, "2024-02-01"));
    queue("jira", "OPS");

    sink.poll();

    assertThat(sink.rows(TEAMS)).containsExactly("payments|enabling|2024-03-01");
    assertThat(sink.rows(SERVICES)).containsExactly("checkout|payments|null|2024-02-01");
    assertThat(sink.rows(QUEUES)).isEmpty();
  }

  @Test
  void shouldForgetWhatIsNoLongerSaid() throws Exception {
    team("payments", TeamKind.STREAM, null);
    service("checkout", owner("payments", null, null));
    queue("jira", "OPS", owner("payments", null, null));
    queue("jira", "DBA", owner("payments", null, null));
    sink.open().poll();
    log.append(ORGANISATION_TEAMS, new TeamKey("payments"), null);
    log.append(ORGANISATION_SERVICES, new ServiceKey("checkout"), null);
    log.append(ORGANISATION_QUEUES, new QueueKey("jira", "OPS"), null);

    sink.poll();

    assertThat(sink.rows(TEAMS)).isEmpty();
    assertThat(sink.rows(SERVICES)).isEmpty();
    assertThat(sink.rows(QUEUES)).containsExactly("jira:DBA|payments|null|null");
  }

  @Test
  void shouldKeepHostileNamesExactly() throws Exception {
    team(HOSTILE, TeamKind.STREAM, null);
    service(HOSTILE, owner(HOSTILE, null, null));
    queue("jira", HOSTILE, owner(HOSTILE, null, null));

    sink.open().poll();

    assertThat(sink.rows("select team from teams")).containsExactly(HOSTILE);
    assertThat(sink.rows("select service, team from service_owners"))
        .containsExactly(HOSTILE + "|" + HOSTILE);
    assertThat(sink.rows("select queue, team from queue_owners"))
        .containsExactly("jira:" + HOSTILE + "|" + HOSTILE);
  }

  @Test
  void shouldShowProgramme() throws Exception {
    log.append(ORGANISATION_PROGRAMME, new ProgrammeKey("acme"), programme("it's \"on\""));

    sink.open().poll();

    assertThat(sink.rows("select * from programme_phases order by \"from\""))
        .containsExactly(
            "acme|it's \"on\"|2024-01-01|2024-01-31", "acme|deployment|2024-02-01|2024-03-31");
    assertThat(sink.rows("select * from programme_baselines"))
        .containsExactly("acme|2023-01-01|2023-12-31");
    assertThat(sink.rows("select * from programme_cohorts order by cohort, team"))
        .containsExactly(
            "acme|later|null|null|2024-06-01|null|null",
            "acme|pioneers|it's \"on\"|2024-02-15|null|volunteered|f",
            "acme|pioneers|payments|2024-02-15|null|volunteered|f");
    assertThat(sink.rows("select * from known_events order by \"from\""))
        .containsExactly(
            "acme|2023-12-20|2024-01-06|freeze|all", "acme|2024-01-15|null|it's \"on\"|payments");
    log.append(ORGANISATION_PROGRAMME, new ProgrammeKey("acme"), null);
    sink.poll();
    assertThat(sink.rows("select * from programme_phases")).isEmpty();
  }

  private static Programme programme(String hostile) {
    return Programme.newBuilder()
        .setOrganisation("acme")
        .setPhases(
            List.of(
                new Phase(hostile, LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 31)),
                new Phase("deployment", LocalDate.of(2024, 2, 1), LocalDate.of(2024, 3, 31))))
        .setBaselineFrom(LocalDate.of(2023, 1, 1))
        .setBaselineTo(LocalDate.of(2023, 12, 31))
        .setCohorts(
            List.of(
                new Cohort(
                    "pioneers",
                    List.of("payments", hostile),
                    LocalDate.of(2024, 2, 15),
                    null,
                    "volunteered",
                    false),
                new Cohort("later", List.of(), null, LocalDate.of(2024, 6, 1), null, null)))
        .setKnownEvents(
            List.of(
                new KnownEvent(
                    LocalDate.of(2023, 12, 20), LocalDate.of(2024, 1, 6), "freeze", "all"),
                new KnownEvent(LocalDate.of(2024, 1, 15), null, hostile, "payments")))
        .build();
  }

  @Test
  void shouldQuarantineWhatPostgresCannotHold() throws Exception {
    team("late", TeamKind.STREAM, LocalDate.of(5_874_898, 1, 1));
    service("late", owner("payments", "+5874898-01-01", null));
    queue("jira", "nul", owner("pay\0ments", null, null));
    team("payments", TeamKind.STREAM, LocalDate.of(2024, 3, 1));

    sink.open().poll();

    assertThat(sink.rows("select topic, reason <> '' from sink_quarantine order by topic"))
        .containsExactly(
            "plumbline.organisation.queues|t",
            "plumbline.organisation.services|t",
            "plumbline.organisation.teams|t");
    assertThat(sink.rows(TEAMS)).containsExactly("payments|stream|2024-03-01");
    assertThat(sink.rows(SERVICES)).isEmpty();
    assertThat(sink.rows(QUEUES)).isEmpty();
  }

  private void team(String name, TeamKind kind, LocalDate adopted) {
    log.append(
        ORGANISATION_TEAMS,
        new TeamKey(name),
        Team.newBuilder().setTeam(name).setKind(kind).setPlatformAdopted(adopted).build());
  }

  private void service(String name, Ownership... owners) {
    log.append(ORGANISATION_SERVICES, new ServiceKey(name), new Service(name, List.of(owners)));
  }

  private void queue(String source, String name, Ownership... owners) {
    log.append(
        ORGANISATION_QUEUES, new QueueKey(source, name), new Queue(source, name, List.of(owners)));
  }

  private static Ownership owner(String team, String from, String to) {
    return Ownership.newBuilder()
        .setTeam(team)
        .setFrom(from == null ? null : LocalDate.parse(from))
        .setTo(to == null ? null : LocalDate.parse(to))
        .build();
  }
}
