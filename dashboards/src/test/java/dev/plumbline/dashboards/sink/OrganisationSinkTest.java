package dev.plumbline.dashboards.sink;

import static dev.plumbline.topic.Topics.ORGANISATION_QUEUES;
import static dev.plumbline.topic.Topics.ORGANISATION_SERVICES;
import static dev.plumbline.topic.Topics.ORGANISATION_TEAMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.organisation.Ownership;
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
