package dev.plumbline.streams.delivery.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.event.IncidentLinks;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.IncidentState;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.event.TicketState;
import dev.plumbline.organisation.EnvironmentName;
import dev.plumbline.organisation.IncidentRule;
import dev.plumbline.organisation.IncidentService;
import dev.plumbline.organisation.IncidentServiceKind;
import dev.plumbline.organisation.Settings;
import dev.plumbline.streams.errors.InvalidEventException;
import dev.plumbline.streams.state.InMemoryOrderedStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IncidentsTest {

  private static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");

  private final List<ResolvedIncident> sent = new ArrayList<>();
  private final Incidents incidents = new Incidents(new InMemoryOrderedStore(), sent::add);

  @Test
  void shouldAddUpObservationsFieldByField() {
    incidents.observe(incident(1).setStartedAt(NOON).setService("cart").build());
    incidents.observe(incident(2).setSeverity("high").setState(IncidentState.OPEN).build());
    incidents.observe(
        incident(3)
            .setState(IncidentState.RESOLVED)
            .setResolvedAt(NOON.plusSeconds(60))
            .setCauses(new IncidentLinks(List.of("17"), List.of(), List.of("1.0")))
            .build());

    ResolvedIncident incident = last();
    assertThat(incident.getService()).isEqualTo("cart");
    assertThat(incident.getStartedAt()).isEqualTo(NOON.toEpochMilli());
    assertThat(incident.getResolvedAt()).isEqualTo(NOON.toEpochMilli() + 60_000);
    assertThat(incident.getState()).isEqualTo("RESOLVED");
    assertThat(incident.getSeverity()).isEqualTo("high");
    assertThat(incident.getDeployments()).containsExactly("17");
    assertThat(incident.getVersions()).containsExactly("1.0");
  }

  @Test
  void shouldForgetResolutionOfIncidentThatIsOpenAgain() {
    incidents.observe(incident(1).setState(IncidentState.RESOLVED).setResolvedAt(NOON).build());
    incidents.observe(incident(2).setState(IncidentState.OPEN).build());

    assertThat(last().getState()).isEqualTo("OPEN");
    assertThat(last().getResolvedAt()).isNull();
  }

  @Test
  void shouldTakeMoreFinalStateOfOneVersion() {
    incidents.observe(incident(1).setState(IncidentState.RESOLVED).setResolvedAt(NOON).build());
    incidents.observe(incident(1).setState(IncidentState.OPEN).build());

    assertThat(last().getState()).isEqualTo("RESOLVED");
  }

  @Test
  void shouldNotDependOnOrderOrDuplicates() {
    List<IncidentObserved> observations =
        List.of(
            incident(1).setStartedAt(NOON).setService("cart").setEnvironment("prod").build(),
            incident(2).setStartedAt(NOON.plusSeconds(1)).setState(IncidentState.OPEN).build(),
            incident(2).setStartedAt(NOON.plusSeconds(2)).setService("shop").build(),
            incident(3).setWithdrawn(true).build(),
            incident(4).setWithdrawn(false).setName("12").build(),
            incident(4).setCauses(new IncidentLinks(List.of(), List.of("a"), List.of())).build());
    observations.forEach(incidents::observe);
    ResolvedIncident expected = last();
    assertThat(expected.getPresent()).isTrue();

    for (int seed = 0; seed < 50; seed++) {
      List<IncidentObserved> shuffled = new ArrayList<>(observations);
      shuffled.addAll(observations);
      Collections.shuffle(shuffled, new Random(seed));
      List<ResolvedIncident> told = new ArrayList<>();
      Incidents others = new Incidents(new InMemoryOrderedStore(), told::add);
      shuffled.forEach(others::observe);
      assertThat(told.get(told.size() - 1)).isEqualTo(expected);
    }
  }

  @Test
  void shouldTakeAwayDeletedIncident() {
    incidents.observe(incident(1).setService("cart").build());
    incidents.observe(incident(2).setWithdrawn(true).build());
    assertThat(last().getPresent()).isFalse();
    assertThat(last().getService()).isEqualTo("cart");

    incidents.observe(incident(3).setWithdrawn(false).build());
    assertThat(last().getPresent()).isTrue();
  }

  @Test
  void shouldSendNothingOfWhatChangesNothing() {
    incidents.observe(incident(1).setService("cart").build());
    incidents.observe(incident(1).setService("cart").build());
    incidents.observe(incident(0).setService("older").build());

    assertThat(sent).hasSize(1);
  }

  @Test
  void shouldTakeIncidentFromServiceThatItHasLeft() {
    incidents.observe(incident(1).setService("cart").build());
    incidents.observe(incident(2).setService("shop").build());

    assertThat(sent)
        .extracting(ResolvedIncident::getService)
        .containsExactly("cart", "cart", "shop");
    assertThat(sent).extracting(ResolvedIncident::getPresent).containsExactly(true, false, true);
  }

  @Test
  void shouldNameServiceByFirstRuleElseByItself() {
    incidents.apply(
        Settings.newBuilder()
            .setIncidentServices(
                List.of(
                    service("other", IncidentServiceKind.SERVICE, "P1", "not this"),
                    service("pagerduty", IncidentServiceKind.SERVICE, "Cart Service", "cart"),
                    service("pagerduty", IncidentServiceKind.SERVICE, "P1", "shop")))
            .build());
    incidents.observe(incident(1).setService("P1").setServiceName("Cart Service").build());
    assertThat(last().getService()).isEqualTo("cart");

    incidents.observe(incident(2).setServiceName("Something").build());
    assertThat(last().getService()).isEqualTo("shop");

    incidents.observe(incident(3).setService("P2").build());
    assertThat(last().getService()).isEqualTo("Something");
  }

  @Test
  void shouldLeaveIncidentOfNoServiceToNobody() {
    incidents.observe(incident(1).setStartedAt(NOON).build());

    assertThat(last().getService()).isEmpty();
  }

  @Test
  void shouldTakeTicketsThatFitRule() {
    incidents.observe(ticket("1").setKind("Incident").setComponents(List.of("cart")).build());
    incidents.observe(ticket("2").setKind("task").setLabels(List.of("INCIDENT")).build());
    incidents.observe(ticket("3").setKind("task").setLabels(List.of("incidental")).build());

    assertThat(sent).extracting(ResolvedIncident::getIncident).containsExactly("1", "2");
    assertThat(sent.get(0).getService()).isEqualTo("cart");
  }

  @Test
  void shouldTakeWhatTicketSaysOfIncident() {
    incidents.observe(
        ticket("1")
            .setName("OPS-1")
            .setKind("incident")
            .setState(TicketState.DONE)
            .setCreatedAt(NOON)
            .setResolvedAt(NOON.plusSeconds(60))
            .setService("cart")
            .setEnvironment("production")
            .setCauses(new IncidentLinks(List.of("17"), List.of(), List.of()))
            .build());

    assertThat(last())
        .isEqualTo(
            ResolvedIncident.newBuilder()
                .setService("cart")
                .setSource("jira")
                .setIncident("1")
                .setName("OPS-1")
                .setEnvironment("production")
                .setState("RESOLVED")
                .setStartedAt(NOON.toEpochMilli())
                .setResolvedAt(NOON.toEpochMilli() + 60_000)
                .setDeployments(List.of("17"))
                .build());
  }

  @Test
  void shouldLetGoOfTicketThatFitsNoLonger() {
    incidents.observe(ticket("1").setKind("incident").setService("cart").build());
    incidents.observe(ticket("1").setVersion(2).setKind("task").build());
    assertThat(last().getPresent()).isFalse();

    incidents.observe(ticket("1").setVersion(3).setLabels(List.of("incident")).build());
    assertThat(last().getPresent()).isTrue();
  }

  @Test
  void shouldNameServiceOfTicketByTrailerComponentOrLabel() {
    incidents.observe(
        ticket("1").setKind("incident").setLabels(List.of("red", "service:cart")).build());
    assertThat(last().getService()).isEqualTo("cart");

    incidents.observe(ticket("1").setVersion(2).setComponents(List.of("shop")).build());
    assertThat(last().getService()).isEqualTo("shop");

    incidents.observe(ticket("1").setVersion(3).setService("search").build());
    assertThat(last().getService()).isEqualTo("search");
  }

  @Test
  void shouldNameServiceOfTicketByRule() {
    incidents.observe(
        ticket("1")
            .setKind("incident")
            .setQueue("OPS")
            .setComponents(List.of("Cart"))
            .setLabels(List.of("team-a"))
            .build());
    for (IncidentServiceKind kind :
        List.of(
            IncidentServiceKind.COMPONENT, IncidentServiceKind.LABEL, IncidentServiceKind.QUEUE)) {
      String name =
          switch (kind) {
            case COMPONENT -> "Cart";
            case LABEL -> "team-a";
            default -> "OPS";
          };
      incidents.apply(
          Settings.newBuilder()
              .setIncidentRules(List.of(IncidentRule.newBuilder().setQueue("OPS").build()))
              .setIncidentServices(List.of(service("jira", kind, name, "by " + kind)))
              .build());
      settle();
      assertThat(last().getService()).isEqualTo("by " + kind);
    }
  }

  @Test
  void shouldFollowChangedRulesInBoundedSlices() {
    for (int i = 0; i < 30; i++) {
      incidents.observe(ticket("T" + i).setKind("outage").setQueue("OPS").build());
      incidents.observe(
          incident(1).setIncident("I" + i).setService("cart").setEnvironment("prod-eu").build());
    }
    sent.clear();

    // When outages become incidents and environments get a name
    incidents.apply(
        Settings.newBuilder()
            .setIncidentRules(
                List.of(
                    IncidentRule.newBuilder()
                        .setSource("jira")
                        .setQueue("OPS")
                        .setKind("Outage")
                        .build()))
            .setEnvironmentNames(List.of(new EnvironmentName("production", "prod-.*")))
            .build());
    int slices = 0;
    while (incidents.pendingWork() > 0) {
      int before = sent.size();
      incidents.settle(10);
      slices++;
      assertThat(sent.size() - before).isLessThanOrEqualTo(10);
    }

    // Then
    assertThat(slices).isGreaterThanOrEqualTo(6);
    assertThat(sent).hasSize(60);
    assertThat(sent)
        .filteredOn(one -> one.getIncident().startsWith("I"))
        .allSatisfy(one -> assertThat(one.getEnvironment()).isEqualTo("production"));

    // When the same is said again
    sent.clear();
    incidents.apply(null);
    settle();
    assertThat(sent)
        .filteredOn(one -> one.getIncident().startsWith("T"))
        .allSatisfy(one -> assertThat(one.getPresent()).isFalse())
        .hasSize(30);
  }

  @Test
  void shouldKeepIncidentAndTicketOfOneIdApart() {
    incidents.observe(incident(1).setIncident("1").setService("cart").build());
    incidents.observe(ticket("1").setSource("pagerduty").setKind("task").build());

    assertThat(sent).hasSize(1);
  }

  @Test
  void shouldRefuseObservationOfNothing() {
    IncidentObserved nameless = incident(1).setIncident(" ").build();
    TicketObserved sourceless = ticket("1").setSource("").build();

    assertThatThrownBy(() -> incidents.observe(nameless))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("got none");
    assertThatThrownBy(() -> incidents.observe(sourceless))
        .isInstanceOf(InvalidEventException.class);
  }

  private void settle() {
    while (incidents.pendingWork() > 0) {
      incidents.settle(100);
    }
  }

  private ResolvedIncident last() {
    return sent.get(sent.size() - 1);
  }

  private static IncidentService service(
      String source, IncidentServiceKind kind, String name, String service) {
    return new IncidentService(source, kind, name, service);
  }

  private static IncidentObserved.Builder incident(long version) {
    return IncidentObserved.newBuilder()
        .setSource("pagerduty")
        .setIncident("Q1")
        .setVersion(version);
  }

  private static TicketObserved.Builder ticket(String id) {
    return TicketObserved.newBuilder().setSource("jira").setTicket(id).setVersion(1);
  }
}
