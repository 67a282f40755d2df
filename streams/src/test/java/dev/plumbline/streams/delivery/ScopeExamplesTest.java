package dev.plumbline.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.topic.Topics;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Teams and the organisation computed by hand. Two services, each with a commit at noon of the days
 * from the fourth of March 2024, a Monday, and deployed on these:
 *
 * <pre>
 *            Mon 4    Tue 5        Wed 6
 *   cart     first    after 1 h    after 2 h
 *   search   first    after 3 h
 * </pre>
 */
class ScopeExamplesTest {

  private final DeliveryDriver driver = new DeliveryDriver();

  @BeforeEach
  void sendHistory() {
    for (String service : List.of("cart", "search")) {
      for (int day = 4; day <= 6; day++) {
        commit(service, day);
      }
    }
    deployment("cart", 4, 1);
    deployment("cart", 5, 1);
    deployment("cart", 6, 2);
    deployment("search", 4, 1);
    deployment("search", 5, 3);
  }

  @AfterEach
  void closeDriver() {
    driver.close();
  }

  @Test
  void shouldAddUpServicesOfTeam() {
    owns("cart", new Ownership("shop", null, null));
    owns("search", new Ownership("shop", null, null));
    driver.settle();

    // Then five deployments on three days; two of these were deployed by both
    assertThat(value("deployment-frequency", "shop", Grain.WEEK, "2024-03-04")).isEqualTo(5);
    assertThat(value("deployment-days", "shop", Grain.WEEK, "2024-03-04")).isEqualTo(3);
    assertThat(value("deployment-days", "shop", Grain.DAY, "2024-03-05")).isEqualTo(1);
    assertThat(metric("deployment-days", "shop", Grain.DAY, "2024-03-05").getN()).isEqualTo(2);
    // 1, 2 and 3 hours: p75 lies half way, p90 four fifths of the way from 2 to 3
    assertThat(metric("change-lead-time", "shop", Grain.MONTH, "2024-03-01"))
        .isEqualTo(
            new MetricValue(
                "change-lead-time/commit@1",
                3L,
                Map.of("first-deployment", 2L),
                seconds("7200"),
                seconds("9000"),
                seconds("10080"),
                seconds("7200"),
                Map.of(),
                null));
    assertThat(rowsOf("organisation", "organisation")).isEqualTo(rowsOf("team", "shop"));
  }

  @Test
  void shouldCountUnownedServicesForOrganisationOnly() {
    owns("cart", new Ownership("shop", null, null));
    driver.settle();

    assertThat(rowsOf("team", "shop")).isEqualTo(rowsOf("service", "cart"));
    assertThat(rowsOf("organisation", "organisation").values())
        .filteredOn(row -> row.getDefinition().equals("deployment-frequency@1"))
        .anySatisfy(row -> assertThat(row.getN()).isEqualTo(5));
  }

  @Test
  void shouldGiveDayToTeamThatOwnedServiceOnIt() {
    // When the service changes hands on Wednesday
    owns(
        "cart",
        new Ownership("old", null, LocalDate.parse("2024-03-06")),
        new Ownership("new", LocalDate.parse("2024-03-06"), null));
    driver.settle();

    // Then
    assertThat(value("deployment-frequency", "old", Grain.WEEK, "2024-03-04")).isEqualTo(2);
    assertThat(value("deployment-frequency", "new", Grain.WEEK, "2024-03-04")).isEqualTo(1);
    assertThat(metric("change-lead-time", "old", Grain.WEEK, "2024-03-04").getMedianSeconds())
        .isEqualTo(seconds("3600"));
    assertThat(metric("change-lead-time", "new", Grain.WEEK, "2024-03-04").getMedianSeconds())
        .isEqualTo(seconds("7200"));
    assertThat(metric("deployment-frequency", "old", Grain.DAY, "2024-03-06")).isNull();
  }

  @Test
  void shouldMoveDaysAndNoFactWhenOwnersAreCorrected() {
    owns("cart", new Ownership("shop", null, null));
    owns("search", new Ownership("shop", null, null));
    driver.settle();
    Map<SpecificRecord, SpecificRecord> before = new HashMap<>(driver.state());

    owns("cart", new Ownership("find", null, null));
    driver.settle();
    assertThat(rowsOf("team", "find")).isEqualTo(rowsOf("service", "cart"));
    assertThat(rowsOf("team", "shop")).isEqualTo(rowsOf("service", "search"));
    Map<SpecificRecord, SpecificRecord> after = new HashMap<>(driver.state());
    after.keySet().removeIf(ScopeExamplesTest::isTeam);
    Map<SpecificRecord, SpecificRecord> others = new HashMap<>(before);
    others.keySet().removeIf(ScopeExamplesTest::isTeam);
    assertThat(after).isEqualTo(others);

    owns("cart", new Ownership("shop", null, null));
    driver.settle();
    assertThat(driver.state()).isEqualTo(before);
  }

  @Test
  void shouldTakeBackTeamOfServiceThatIsNoLongerDeclared() {
    owns("cart", new Ownership("shop", null, null));
    driver.settle();
    assertThat(rowsOf("team", "shop")).isNotEmpty();

    driver.send(Topics.ORGANISATION_SERVICES, new ServiceKey("cart"), null);
    driver.settle();
    assertThat(rowsOf("team", "shop")).isEmpty();
  }

  @Test
  void shouldFollowWithdrawnDeployments() {
    owns("cart", new Ownership("shop", null, null));
    owns("search", new Ownership("shop", null, null));
    driver.settle();

    driver.send(word("search", 5).setVersion(2).setWithdrawn(true).build());
    driver.send(word("cart", 6).setVersion(2).setWithdrawn(true).build());
    driver.settle();
    assertThat(value("deployment-days", "shop", Grain.WEEK, "2024-03-04")).isEqualTo(2);
    assertThat(metric("change-lead-time", "shop", Grain.WEEK, "2024-03-04").getN()).isEqualTo(1);
    assertThat(metric("deployment-days", "shop", Grain.DAY, "2024-03-06")).isNull();

    for (String service : List.of("cart", "search")) {
      driver.send(word(service, 4).setVersion(2).setWithdrawn(true).build());
    }
    driver.send(word("cart", 5).setVersion(2).setWithdrawn(true).build());
    driver.settle();
    assertThat(rowsOf("team", "shop")).isEmpty();
    assertThat(rowsOf("organisation", "organisation")).isEmpty();
  }

  @Test
  void shouldCountDeploymentsOfNoServiceNowhere() {
    driver.settle();
    Map<SpecificRecord, SpecificRecord> before = new HashMap<>(driver.state());

    driver.send(word("cart", 7).setService(null).setStatus(DeploymentStatus.SUCCEEDED).build());
    driver.settle();
    Map<SpecificRecord, SpecificRecord> after = new HashMap<>(driver.state());
    after.keySet().removeAll(before.keySet());
    assertThat(after.keySet()).noneMatch(MetricKey.class::isInstance);
  }

  private void owns(String service, Ownership... owners) {
    driver.send(new Service(service, List.of(owners)));
  }

  private void commit(String service, int day) {
    driver.send(
        CommitObserved.newBuilder()
            .setSource("git")
            .setRepository("acme/" + service)
            .setSha(sha(service, day))
            .setParents(day == 4 ? List.of() : List.of(sha(service, day - 1)))
            .setCommittedAt(noon(day))
            .build());
  }

  private void deployment(String service, int day, int hours) {
    driver.send(
        word(service, day)
            .setSha(sha(service, day))
            .setStatus(DeploymentStatus.SUCCEEDED)
            .setFinishedAt(noon(day).plusSeconds(hours * 3_600L))
            .build());
  }

  private static DeploymentObserved.Builder word(String service, int day) {
    return DeploymentObserved.newBuilder()
        .setSource("git")
        .setRepository("acme/" + service)
        .setDeployment("v" + day)
        .setVersion(1)
        .setService(service)
        .setEnvironment("production");
  }

  private static Instant noon(int day) {
    return Instant.parse("2024-03-%02dT12:00:00Z".formatted(day));
  }

  private static String sha(String service, int day) {
    return "%032x%08x".formatted(service.hashCode() & 0xFFFF, day);
  }

  private long value(String metric, String team, Grain grain, String start) {
    return metric(metric, team, grain, start).getValue().longValueExact();
  }

  private MetricValue metric(String metric, String team, Grain grain, String start) {
    return (MetricValue)
        driver
            .state()
            .get(new MetricKey(metric, "team", team, "production", grain, LocalDate.parse(start)));
  }

  /** The rows of a scope, by all of their key but the scope. */
  private Map<List<Object>, MetricValue> rowsOf(String scopeKind, String scope) {
    Map<List<Object>, MetricValue> rows = new HashMap<>();
    driver
        .state()
        .forEach(
            (key, value) -> {
              if (key instanceof MetricKey of
                  && of.getScopeKind().equals(scopeKind)
                  && of.getScope().equals(scope)) {
                rows.put(
                    List.of(
                        of.getMetric(), of.getEnvironment(), of.getGrain(), of.getPeriodStart()),
                    (MetricValue) value);
              }
            });
    return rows;
  }

  private static boolean isTeam(SpecificRecord key) {
    return key instanceof MetricKey of && of.getScopeKind().equals("team");
  }

  private static BigDecimal seconds(String seconds) {
    return new BigDecimal(seconds).setScale(2);
  }
}
