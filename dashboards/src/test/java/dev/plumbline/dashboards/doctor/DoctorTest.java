package dev.plumbline.dashboards.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dashboards.doctor.Check.Level;
import dev.plumbline.dashboards.store.DoctorCounts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every check is silent where all is well, and speaks where its own number is bad. */
class DoctorTest {

  private static final Instant AS_OF = Instant.parse("2024-03-10T00:00:00Z");
  private static final Undelivered NOTHING_LOST = new Undelivered(0L, 0L);

  @Test
  void shouldFindNothingWhereAllIsWell() {
    List<Check> checks = examine(Map.of());

    assertThat(checks).hasSize(21);
    assertThat(checks).extracting(Check::id).doesNotHaveDuplicates();
    assertThat(checks)
        .allSatisfy(
            check -> {
              assertThat(check.level()).as(check.toString()).isEqualTo(Level.OK);
              assertThat(check.next()).isEmpty();
              assertThat(check.meaning()).isNotEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "unmatched, 1, unmatched-commits, WARNING, 1 of 100 (1.0 %)",
    "unmatched, 20, unmatched-commits, PROBLEM, 20 of 100 (20.0 %)",
    "finishUnknown, 3, finish-unknown, WARNING, 3 of 100 (3.0 %)",
    "finishUnknown, 50, finish-unknown, PROBLEM, 50 of 100 (50.0 %)",
    "withoutService, 1, unknown-service, WARNING, '1 of 1,100 (0.1 %)'",
    "servicesNotDeployed, 1, services-without-deployment, WARNING, 1 of 2 (50.0 %)",
    "servicesNotOwned, 1, services-without-owner, WARNING, 1 of 2 (50.0 %)",
    "production, 0, production, PROBLEM, 0 environments",
    "untyped, 1, environment-types, WARNING, 1 of 1 (100.0 %)",
    "unmapped, 6, unmapped-people, WARNING, 6 of 101 (5.9 %)",
    "unmapped, 50, unmapped-people, PROBLEM, 50 of 145 (34.5 %)",
    "withoutTime, 10, commit-times, WARNING, '10 of 1,000 (1.0 %)'",
    "withoutTime, 200, commit-times, PROBLEM, '200 of 1,000 (20.0 %)'",
    "withoutFirstCommit, 4, first-commits, WARNING, 4 of 40 (10.0 %)",
    "withoutFirstCommit, 40, first-commits, PROBLEM, 40 of 40 (100.0 %)",
    "incidentsWithoutService, 1, incidents-without-service, WARNING, 1 of 10 (10.0 %)",
    "incidentsWithoutStart, 1, incidents-without-start, WARNING, 1 of 10 (10.0 %)",
    "incidentsWithoutCause, 5, incidents-without-cause, PROBLEM, 5 of 10 (50.0 %)",
    "incidentsOpen, 2, incidents-open, WARNING, 2",
    "unreadable, 3, unstored-records, PROBLEM, 3",
    "phases, 0, programme, WARNING, 0 phases",
    "smallFigures, 9, small-figures, WARNING, 9 of 10 (90.0 %)"
  })
  void shouldSpeakOfItsOwnNumberOnly(
      String count, long value, String id, Level level, String number) {
    List<Check> checks = examine(Map.of(count, value));

    assertThat(checks)
        .filteredOn(check -> check.level() != Level.OK)
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.id()).isEqualTo(id);
              assertThat(check.level()).isEqualTo(level);
              assertThat(check.number()).isEqualTo(number);
              assertThat(check.next()).isNotEmpty();
            });
  }

  @Test
  void shouldAskForDeploymentsFirst() {
    assertThat(examine(Map.of("deployments", 0L)))
        .filteredOn(check -> check.level() == Level.PROBLEM)
        .extracting(Check::id)
        .containsExactly("deployments");
  }

  @Test
  void shouldLetFewPeopleBeUnmapped() {
    assertThat(examine(Map.of("unmapped", 5L)))
        .filteredOn(check -> check.id().equals("unmapped-people"))
        .singleElement()
        .satisfies(check -> assertThat(check.level()).isEqualTo(Level.OK));
  }

  @Test
  void shouldNameWorstRepositoriesAndServices() {
    assertThat(next(Map.of("unmatched", 30L), "unmatched-commits")).contains("acme/shop (3 of 4)");
    assertThat(next(Map.of("servicesNotOwned", 1L), "services-without-owner"))
        .contains("The first: search.");
  }

  private static String next(Map<String, Long> changed, String id) {
    return examine(changed).stream()
        .filter(check -> check.id().equals(id))
        .findFirst()
        .orElseThrow()
        .next();
  }

  @Test
  void shouldSayWhatIsLost() {
    assertThat(lost(new Undelivered(4L, 0L))).containsExactly("quarantine WARNING 4");
    assertThat(lost(new Undelivered(0L, 2L))).containsExactly("dead-letters PROBLEM 2");
    assertThat(lost(new Undelivered(null, null)))
        .containsExactly("quarantine WARNING unknown", "dead-letters WARNING unknown");
  }

  private static Stream<String> lost(Undelivered undelivered) {
    return Doctor.examine(counts(Map.of()), undelivered, AS_OF).stream()
        .filter(check -> check.level() != Level.OK)
        .map(check -> check.id() + " " + check.level() + " " + check.number());
  }

  @Test
  void shouldNoticeThatNothingArrives() {
    assertThat(late("2024-03-18T00:00:01Z")).isEqualTo(Level.WARNING);
    assertThat(late("2024-03-16T00:00:00Z")).isEqualTo(Level.OK);
  }

  private static Level late(String asOf) {
    return Doctor.examine(counts(Map.of()), NOTHING_LOST, Instant.parse(asOf)).stream()
        .filter(check -> check.id().equals("freshness"))
        .findFirst()
        .orElseThrow()
        .level();
  }

  private static List<Check> examine(Map<String, Long> changed) {
    return Doctor.examine(counts(changed), NOTHING_LOST, AS_OF);
  }

  /** Counts where all is well, but for those that are changed. */
  private static DoctorCounts counts(Map<String, Long> changed) {
    Map<String, Instant> newest = new HashMap<>();
    newest.put("delivery", AS_OF.minusSeconds(60));
    newest.put("ops-demand", null);
    return new DoctorCounts(
        changed.getOrDefault("deployments", 100L),
        changed.getOrDefault("unmatched", 0L),
        List.of("acme/shop (3 of 4)"),
        changed.getOrDefault("finishUnknown", 0L),
        changed.getOrDefault("withoutService", 0L),
        List.of("checkout", "search"),
        names(changed.getOrDefault("servicesNotDeployed", 0L)),
        names(changed.getOrDefault("servicesNotOwned", 0L)),
        changed.getOrDefault("production", 2L),
        names(changed.getOrDefault("untyped", 0L)),
        Map.of("mapped", 95L, "unmapped", changed.getOrDefault("unmapped", 0L), "bot", 900L),
        1_000,
        changed.getOrDefault("withoutTime", 0L),
        0,
        40,
        changed.getOrDefault("withoutFirstCommit", 0L),
        10,
        changed.getOrDefault("incidentsWithoutService", 0L),
        changed.getOrDefault("incidentsWithoutStart", 0L),
        changed.getOrDefault("incidentsWithoutCause", 0L),
        changed.getOrDefault("incidentsOpen", 0L),
        newest,
        Map.of("plumbline.facts.changes", changed.getOrDefault("unreadable", 0L)),
        changed.getOrDefault("phases", 4L),
        10,
        changed.getOrDefault("smallFigures", 0L));
  }

  private static List<String> names(long count) {
    return count == 0 ? List.of() : List.of("search");
  }
}
