package dev.plumbline.streams.delivery;

import static dev.plumbline.streams.delivery.Scenario.at;
import static dev.plumbline.streams.delivery.Scenario.causedBy;
import static dev.plumbline.streams.delivery.Scenario.deployment;
import static dev.plumbline.streams.delivery.Scenario.incident;
import static dev.plumbline.streams.delivery.Scenario.number;
import static dev.plumbline.streams.delivery.Scenario.resolved;
import static dev.plumbline.streams.delivery.Scenario.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.IncidentLinks;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.event.TicketState;
import dev.plumbline.fact.Incident;
import dev.plumbline.fact.IncidentFactKey;
import dev.plumbline.organisation.IncidentService;
import dev.plumbline.organisation.IncidentServiceKind;
import dev.plumbline.organisation.Settings;
import dev.plumbline.settings.DefaultSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Incidents of section "Change fail rate". A is deployed on the fifth, B on the sixth. */
class IncidentExamplesTest {

  private final Scenario scenario = new Scenario();

  @BeforeEach
  void deploy() {
    scenario.commitsInARow("A", "B", "C");
    scenario.deploy("d1", "A", "05T12:00");
    scenario.send(deployment("d2", "B", "06T12:00").setRelease("2.0").build());
  }

  @AfterEach
  void close() {
    scenario.close();
  }

  private String cause(String incident) {
    Incident row = scenario.incident(incident);
    return row.getCauseDeployment() + " by " + row.getCauseFoundBy();
  }

  @Test
  void shouldCountThreeIncidentsOfOneDeploymentOnce() {
    // When
    for (String id : List.of("Q1", "Q2", "Q3")) {
      scenario.send(incident(id, "06T13:00").build());
    }

    // Then
    assertThat(scenario.failures("d2")).containsExactly("time-window");
    assertThat(scenario.deployment("d2").getIncidents())
        .containsExactly("pager:Q1", "pager:Q2", "pager:Q3");
    assertThat(scenario.month("change-fail-rate").getValue()).isEqualTo(number("50"));
    assertThat(scenario.month("change-fail-rate").getParts()).isEqualTo(Map.of("time-window", 1L));
    assertThat(scenario.month("failed-deployment-recovery-time").getExcluded())
        .isEqualTo(Map.of("open", 1L));
  }

  @Test
  void shouldIncludeBothEndsOfWindow() {
    // When
    scenario.send(incident("at the instant", "06T12:00").build());
    scenario.send(incident("at the end", "07T12:00").build());
    scenario.send(incident("after", "07T12:00").setStartedAt(at("07T12:00").plusMillis(1)).build());
    scenario.send(
        incident("before", "06T12:00").setStartedAt(at("06T12:00").minusMillis(1)).build());

    // Then
    assertThat(cause("at the instant")).isEqualTo("d2 by window");
    assertThat(cause("at the end")).isEqualTo("d2 by window");
    assertThat(scenario.incident("after").getReason()).isEqualTo("no-deployment");
    assertThat(cause("before")).isEqualTo("d1 by window");
  }

  @Test
  void shouldBlameNobodyMonthsAfter() {
    // When
    scenario.send(
        incident("Q1", "06T12:00").setStartedAt(at("06T12:00").plusSeconds(90 * 86_400L)).build());

    // Then
    assertThat(scenario.incident("Q1").getReason()).isEqualTo("no-deployment");
    assertThat(scenario.month("change-fail-rate").getValue()).isEqualTo(number("0"));
  }

  @Test
  void shouldFollowLinkEvenMonthsAfter() {
    // When
    scenario.send(
        incident("Q1", "06T12:00")
            .setStartedAt(at("06T12:00").plusSeconds(90 * 86_400L))
            .setCauses(causedBy("d1"))
            .build());

    // Then
    assertThat(cause("Q1")).isEqualTo("d1 by deployment");
    assertThat(scenario.failures("d1")).containsExactly("linked-incident");
  }

  @Test
  void shouldTakeDeploymentThenCommitThenVersion() {
    // When
    List<String> commit = List.of(sha("A"));
    List<String> version = List.of("2.0");
    scenario.send(
        incident("Q1", "06T13:00")
            .setCauses(new IncidentLinks(List.of("d2"), commit, version))
            .build());
    scenario.send(
        incident("Q2", "06T13:00")
            .setCauses(new IncidentLinks(List.of("d9"), commit, version))
            .build());
    scenario.send(
        incident("Q3", "06T13:00")
            .setCauses(new IncidentLinks(List.of(), List.of(sha("unseen")), version))
            .build());
    scenario.send(
        incident("Q4", "06T13:00")
            .setCauses(new IncidentLinks(List.of(), List.of(), List.of("d1")))
            .build());

    // Then a link to what is not known falls through
    assertThat(cause("Q1")).isEqualTo("d2 by deployment");
    assertThat(cause("Q2")).isEqualTo("d1 by commit");
    assertThat(cause("Q3")).isEqualTo("d2 by version");
    assertThat(cause("Q4")).isEqualTo("d1 by version");
  }

  @Test
  void shouldTakeLatestOfSeveralThatHadFinishedElseFirst() {
    // When
    scenario.send(incident("Q1", "06T13:00").setCauses(causedBy("d1", "d2")).build());
    scenario.send(incident("Q2", "06T11:00").setCauses(causedBy("d1", "d2")).build());
    scenario.send(incident("Q3", "04T11:00").setCauses(causedBy("d1", "d2")).build());

    // Then
    assertThat(cause("Q1")).isEqualTo("d2 by deployment");
    assertThat(cause("Q2")).isEqualTo("d1 by deployment");
    assertThat(cause("Q3")).isEqualTo("d1 by deployment");
  }

  @Test
  void shouldLookAtItsOwnEnvironmentOrAtProduction() {
    // Given the same instant in two environments of production
    scenario.send(deployment("e1", "B", "06T13:00").setEnvironment("prod-eu").build());
    scenario.send(deployment("u1", "B", "06T13:00").setEnvironment("prod-us").build());
    scenario.send(deployment("s1", "B", "06T13:30").setEnvironment("staging").build());

    // When
    scenario.send(incident("Q1", "06T14:00").build());
    scenario.send(incident("Q2", "06T14:00").setEnvironment("production").build());
    scenario.send(incident("Q3", "06T14:00").setEnvironment("staging").build());

    // Then
    assertThat(cause("Q1")).isEqualTo("u1 by window");
    assertThat(scenario.incident("Q1").getCauseEnvironment()).isEqualTo("prod-us");
    assertThat(cause("Q2")).isEqualTo("d2 by window");
    assertThat(cause("Q3")).isEqualTo("s1 by window");
  }

  @Test
  void shouldForgetDeletedIncident() {
    // Given
    scenario.send(incident("Q1", "06T13:00").build());
    assertThat(scenario.failures("d2")).containsExactly("time-window");

    // When
    scenario.send(
        IncidentObserved.newBuilder()
            .setSource("pager")
            .setIncident("Q1")
            .setVersion(2)
            .setWithdrawn(true)
            .build());

    // Then
    assertThat(scenario.incident("Q1")).isNull();
    assertThat(scenario.failures("d2")).isEmpty();
  }

  @Test
  void shouldTellServiceByRulesElseByName() {
    // Given
    scenario.send(
        Settings.newBuilder(DefaultSettings.settings())
            .setIncidentServices(
                List.of(new IncidentService("pager", IncidentServiceKind.SERVICE, "P123", "shop")))
            .build());

    // When
    scenario.send(incident("Q1", "06T13:00").setService("P123").build());
    scenario.send(incident("Q2", "06T13:00").build());
    scenario.send(incident("Q3", "06T13:00").setService(null).build());
    scenario.send(incident("Q4", "06T13:00").setStartedAt(null).build());

    // Then
    assertThat(cause("Q1")).isEqualTo("d2 by window");
    assertThat(cause("Q2")).isEqualTo("d2 by window");
    assertThat(scenario.row(new IncidentFactKey("", "pager", "Q3"), Incident.class).getReason())
        .isEqualTo("unknown-service");
    assertThat(scenario.incident("Q4").getReason()).isEqualTo("start-unknown");
  }

  @Test
  void shouldTakeTicketAsIncidentAsLongAsRulesSaySo() {
    // Given
    TicketObserved.Builder ticket =
        TicketObserved.newBuilder()
            .setSource("jira")
            .setTicket("10001")
            .setVersion(1)
            .setQueue("OPS")
            .setLabels(List.of("incident"))
            .setService("shop")
            .setState(TicketState.NEW)
            .setCreatedAt(at("06T13:00"));
    IncidentFactKey key = new IncidentFactKey("shop", "jira", "10001");

    // When it has the label
    scenario.send(ticket.build());

    // Then
    assertThat(scenario.row(key, Incident.class).getCauseDeployment()).isEqualTo("d2");
    assertThat(scenario.failures("d2")).containsExactly("time-window");

    // When it has it no more
    scenario.send(ticket.setVersion(2).setLabels(List.of()).build());

    // Then
    assertThat(scenario.row(key, Incident.class)).isNull();
    assertThat(scenario.failures("d2")).isEmpty();
  }

  @Test
  void shouldFollowChangedWindow() {
    // Given
    scenario.send(resolved("Q1", "06T15:00", "06T16:00").build());
    assertThat(cause("Q1")).isEqualTo("d2 by window");

    // When
    scenario.send(
        Settings.newBuilder(DefaultSettings.settings()).setIncidentWindowSeconds(3_600).build());

    // Then
    assertThat(scenario.incident("Q1").getReason()).isEqualTo("no-deployment");
    assertThat(scenario.failures("d2")).isEmpty();
  }
}
