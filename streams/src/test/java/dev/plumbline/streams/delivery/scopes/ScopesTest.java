package dev.plumbline.streams.delivery.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.delivery.CarriedChanges;
import dev.plumbline.delivery.CommitQuestion;
import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.delivery.ScopeChange;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.fact.Incident;
import dev.plumbline.fact.IncidentFactKey;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.organisation.EnvironmentType;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.Settings;
import dev.plumbline.streams.delivery.cells.Cells;
import dev.plumbline.streams.delivery.cells.CellsOutput;
import dev.plumbline.streams.delivery.cells.Counters;
import dev.plumbline.streams.delivery.cells.DaySums;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.delivery.timeline.PlacedDeployments;
import dev.plumbline.streams.delivery.timeline.Timeline;
import dev.plumbline.streams.delivery.timeline.TimelineOutput;
import dev.plumbline.streams.state.InMemoryOrderedStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The stages from a deployment's cell to the metrics of scopes, without what runs them. */
class ScopesTest {

  private static final LocalDate DAY = LocalDate.parse("2024-03-05");
  private static final int MONSTER = 120_000;
  private static final Target TARGET = new Target("cart", "production");
  private static final Label PLACE =
      new Label(Instant.parse(DAY + "T12:00:00Z").toEpochMilli(), "v2");

  /** Kafka's default limit of a message. */
  private static final int MEBIBYTE = 1 << 20;

  private final InMemoryOrderedStore dayStore = new InMemoryOrderedStore();
  private final List<ScopeChange> changes = new ArrayList<>();
  private final Map<MetricKey, MetricValue> metrics = new HashMap<>();
  private final ServiceDays days = new ServiceDays(dayStore, changes::add);
  private final Scopes scopes =
      new Scopes(
          new InMemoryOrderedStore(),
          (key, value) -> {
            if (value == null) {
              metrics.remove(key);
            } else {
              metrics.put(key, value);
            }
          });

  @Test
  void shouldFitMonsterDayIntoMessages() throws IOException {
    InMemoryOrderedStore store = new InMemoryOrderedStore();
    List<DaySums> told = new ArrayList<>();
    Cells cells = new Cells(store, cellsOutput(told));
    Timeline timeline = new Timeline(store, new NoOutput());
    owns("shop");
    timeline.apply(success("v1", DAY.minusDays(1)));
    timeline.apply(success("v2", DAY));
    timeline.settle(1_000);

    // When one deployment carries 120,000 commits, no two of which took as long
    List<Long> seconds = LongStream.range(0, MONSTER).map(i -> i * 1_000).boxed().toList();
    cells.add(carried(seconds, 1));
    tell(cells, store);

    // Then
    assertThat(told.get(told.size() - 1).parts(ServiceDays.VALUES_PER_PART)).hasSize(3);
    assertThat(changes).hasSizeGreaterThan(6);
    for (ScopeChange change : changes) {
      assertThat(change.toByteBuffer().remaining()).isLessThan(MEBIBYTE / 2);
    }
    for (byte[] value : dayStore.values()) {
      assertThat(value).hasSizeLessThan(MEBIBYTE / 2);
    }
    settle();
    assertThat(leadTime("team", "shop").getN()).isEqualTo(MONSTER);
    assertThat(leadTime("team", "shop").getMedianSeconds())
        .isEqualTo(BigDecimal.valueOf((MONSTER - 1) * 500L).setScale(2));

    // When all but ten of the commits turn out to be carried by another deployment
    cells.add(carried(seconds.subList(10, MONSTER), -1));
    tell(cells, store);
    settle();

    // Then nothing is left of the parts that are gone
    assertThat(leadTime("team", "shop").getN()).isEqualTo(10);
    assertThat(leadTime("organisation", "organisation").getMedianSeconds())
        .isEqualTo(new BigDecimal("4500.00"));
  }

  @Test
  void shouldMoveDaysOfTwoYearsInBoundedSlices() {
    owns("old");
    days.settle(1_000);
    for (int i = 0; i < 730; i++) {
      say(i, 1, 60);
    }
    settle();
    Map<MetricKey, MetricValue> before = rowsOf("old");

    // When the service is given to another team, and one of its days changes in the middle of it
    changes.clear();
    owns("new");
    int slices = 0;
    while (days.pendingWork() > 0) {
      int told = changes.size();
      days.settle(100);
      slices++;
      assertThat(changes.size() - told).isLessThanOrEqualTo(200);
      if (slices == 3) {
        say(700, 2, 90);
        say(700, 1, 60);
        say(1, 2, 90);
        say(1, 1, 60);
      }
    }
    settle();

    // Then
    assertThat(slices).isEqualTo(8);
    assertThat(rowsOf("old")).isEmpty();
    assertThat(rowsOf("new").values()).containsExactlyInAnyOrderElementsOf(before.values());
  }

  @Test
  void shouldGoOnWithDaysThatWereStillToMove() {
    owns("old");
    days.settle(1_000);
    for (int i = 0; i < 20; i++) {
      say(i, 1, 60);
    }
    owns("new");
    days.settle(5);

    ServiceDays restarted = new ServiceDays(dayStore, changes::add);
    assertThat(restarted.pendingWork()).isEqualTo(1);
    while (restarted.pendingWork() > 0) {
      restarted.settle(5);
    }
    settle();
    assertThat(rowsOf("old")).isEmpty();
    assertThat(rowsOf("new")).isNotEmpty();
  }

  @Test
  void shouldTellNothingOfWhatChangesNothing() {
    owns("shop");
    days.settle(10);
    say(1, 1, 60);
    changes.clear();

    say(1, 1, 60);
    owns("shop");
    assertThat(days.pendingWork()).isZero();
    assertThat(changes).isEmpty();
  }

  @Test
  void shouldMoveDaysToOtherTypeOfEnvironments() {
    owns("shop");
    for (int i = 0; i < 300; i++) {
      say(i, 1, 60);
    }
    settle();
    Map<MetricKey, MetricValue> before = new HashMap<>(metrics);

    // When production is called live
    days.apply(
        Settings.newBuilder()
            .setEnvironmentTypes(List.of(new EnvironmentType("live", "production")))
            .build());
    int slices = 0;
    while (days.pendingWork() > 0) {
      int told = changes.size();
      days.settle(100);
      slices++;
      assertThat(changes.size() - told).isLessThanOrEqualTo(400);
    }
    settle();

    // Then
    assertThat(slices).isGreaterThanOrEqualTo(3);
    assertThat(metrics.keySet()).extracting(MetricKey::getEnvironment).containsOnly("live");
    assertThat(metrics.values()).containsExactlyInAnyOrderElementsOf(before.values());

    // When it is called production again
    days.apply((Settings) null);
    while (days.pendingWork() > 0) {
      days.settle(100);
    }
    settle();
    assertThat(metrics).isEqualTo(before);
  }

  @Test
  void shouldMoveLongDaysInBoundedSlices() {
    // Given a service with a million facts in 25 days
    owns("old");
    for (int day = 0; day < 25; day++) {
      SortedMap<Long, Long> values = new TreeMap<>();
      LongStream.range(0, 40_000).forEach(value -> values.put(value * 7, 1L));
      days.apply(
          TARGET,
          DAY.plusDays(day),
          new DaySums(Counters.NONE, new TreeMap<>(Map.of("commit", values))));
    }
    changes.clear();

    // When it is given to another team
    owns("new");
    int slices = 0;
    while (days.pendingWork() > 0) {
      int told = changes.size();
      days.settle(1_000);
      slices++;
      assertThat(changes.size() - told).isLessThanOrEqualTo(50);
    }

    // Then each day was taken from the one and given to the other
    assertThat(slices).isGreaterThan(1);
    assertThat(changes).hasSize(50);
  }

  @Test
  void shouldPreferNewestOfTwoOwners() {
    Service service =
        new Service(
            "cart",
            List.of(
                new Ownership("first", null, null),
                new Ownership("b", DAY, null),
                new Ownership("a", DAY, null),
                new Ownership("", DAY, null)));

    assertThat(Owners.on(DAY.minusDays(1), service)).isEqualTo("first");
    assertThat(Owners.on(DAY, service)).isEqualTo("a");
    assertThat(Owners.on(DAY, null)).isEmpty();
  }

  private void owns(String team) {
    days.declare("cart", new Service("cart", List.of(new Ownership(team, null, null))));
  }

  /** Says what the day of the index adds up to. */
  private void say(int index, long deployments, long seconds) {
    SortedMap<Long, Long> values = new TreeMap<>(Map.of(seconds, deployments));
    days.apply(
        TARGET,
        DAY.plusDays(index),
        new DaySums(
            Counters.NONE.plus(
                Map.of("successes", deployments, "excluded/commit/merge-commit", deployments)),
            new TreeMap<>(Map.of("commit", values))));
  }

  private static ResolvedDeployment success(String id, LocalDate day) {
    return ResolvedDeployment.newBuilder()
        .setService("cart")
        .setEnvironment("production")
        .setDeployment(id)
        .setOrigin("git:acme/cart")
        .setPresent(true)
        .setRepository("acme/cart")
        .setSha("c".repeat(40))
        .setStatus("SUCCEEDED")
        .setFinishedAt(Instant.parse(day + "T12:00:00Z").toEpochMilli())
        .build();
  }

  private static CarriedChanges carried(List<Long> seconds, int count) {
    return CarriedChanges.newBuilder()
        .setService("cart")
        .setEnvironment("production")
        .setDeployment("v2")
        .setSeconds(seconds)
        .setCounts(Collections.nCopies(seconds.size(), count))
        .build();
  }

  private CellsOutput cellsOutput(List<DaySums> told) {
    return new CellsOutput() {
      @Override
      public void metric(MetricKey key, MetricValue value) {}

      @Override
      public void day(Target target, LocalDate day, DaySums sums) {
        told.add(sums);
        days.apply(target, day, sums);
      }
    };
  }

  /** Takes what cells tell of changed days to the next stage. */
  private void tell(Cells cells, InMemoryOrderedStore store) {
    new PlacedDeployments(store).dayChanged(TARGET, PLACE);
    while (cells.computeChanged(10) > 0) {
      // Until nothing is left.
    }
    while (days.pendingWork() > 0) {
      days.settle(10);
    }
  }

  private void settle() {
    changes.forEach(scopes::apply);
    changes.clear();
    while (scopes.computeChanged(1_000) > 0) {
      // Until nothing is left.
    }
    assertThat(scopes.pendingWork()).isZero();
  }

  private MetricValue leadTime(String scopeKind, String scope) {
    return metrics.get(
        new MetricKey("change-lead-time", scopeKind, scope, "production", Grain.DAY, DAY));
  }

  private Map<MetricKey, MetricValue> rowsOf(String team) {
    Map<MetricKey, MetricValue> rows = new HashMap<>(metrics);
    rows.keySet().removeIf(key -> !key.getScope().equals(team));
    return rows;
  }

  private static final class NoOutput implements TimelineOutput {
    @Override
    public void deployment(DeploymentKey key, Deployment deployment) {}

    @Override
    public void incident(IncidentFactKey key, Incident incident) {}

    @Override
    public void mark(DeploymentMark mark) {}

    @Override
    public void question(CommitQuestion question) {}
  }
}
