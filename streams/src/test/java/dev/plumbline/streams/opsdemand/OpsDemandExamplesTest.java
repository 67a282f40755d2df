package dev.plumbline.streams.opsdemand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.event.TicketKey;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.event.TicketState;
import dev.plumbline.event.TicketTransition;
import dev.plumbline.event.TransitionField;
import dev.plumbline.fact.Ticket;
import dev.plumbline.fact.TicketFactKey;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cases computed by hand. */
class OpsDemandExamplesTest {

  private static final LocalDate JANUARY = LocalDate.parse("2024-01-01");
  private static final LocalDate FEBRUARY = LocalDate.parse("2024-02-01");
  private static final LocalDate MARCH = LocalDate.parse("2024-03-01");

  private final OpsDemandDriver driver = new OpsDemandDriver();

  @AfterEach
  void closeDriver() {
    driver.close();
  }

  @Test
  void shouldCountTicketsPerQueueAndForOrganisationWithoutKnowingOwners() {
    // When
    driver.send(created("1", "OPS", "2024-01-31T23:59:59.999Z"));
    driver.send(created("2", "OPS", "2024-02-01T00:00:00Z"));
    driver.send(created("3", "INFRA", "2024-02-29T23:00:00Z"));
    driver.settle();

    // Then
    assertThat(driver.state())
        .containsEntry(
            factKey("1"), row("OPS", null, "2024-01-31T23:59:59.999Z", "NEW", 0, null, null))
        .containsEntry(queue("OPS", JANUARY), received(1))
        .containsEntry(queue("OPS", FEBRUARY), received(1))
        .containsEntry(queue("INFRA", FEBRUARY), received(1))
        .containsEntry(organisation(JANUARY), received(1))
        .containsEntry(organisation(FEBRUARY), received(2))
        .hasSize(8);
  }

  @Test
  void shouldCountForTeamThatOwnedQueueOnDayOfCreation() {
    // Given
    driver.send(created("1", "OPS", "2024-02-14T23:59:59Z"));
    driver.send(created("2", "OPS", "2024-02-15T00:00:00Z"));
    driver.send(created("3", "OPS", "2024-03-01T00:00:00Z"));
    driver.settle();
    assertThat(driver.state()).doesNotContainKey(team("core", FEBRUARY));

    // When the queue goes from one team to another in February and is nobody's from March
    driver.send(
        owned("OPS", owner("core", null, "2024-02-15"), owner("sre", "2024-02-15", "2024-03-01")));
    driver.settle();

    // Then
    assertThat(ticket("1").getTeam()).isEqualTo("core");
    assertThat(ticket("2").getTeam()).isEqualTo("sre");
    assertThat(ticket("3").getTeam()).isNull();
    assertThat(driver.state())
        .containsEntry(team("core", FEBRUARY), received(1))
        .containsEntry(team("sre", FEBRUARY), received(1))
        .containsEntry(queue("OPS", FEBRUARY), received(2))
        .containsEntry(queue("OPS", MARCH), received(1))
        .doesNotContainKey(team("sre", MARCH));

    // When the organisation says nothing of the queue any more
    driver.remove(new QueueKey("jira", "OPS"));
    driver.settle();

    // Then
    assertThat(ticket("1").getTeam()).isNull();
    assertThat(driver.state())
        .doesNotContainKeys(team("core", FEBRUARY), team("sre", FEBRUARY))
        .containsEntry(organisation(FEBRUARY), received(2));
  }

  @Test
  void shouldTakeOnlyWhatMovedFromOneQueueToTheOther() {
    // Given
    driver.send(owned("OPS", owner("core", null, null)));
    driver.send(owned("INFRA", owner("platform", null, null)));
    driver.send(created("1", "OPS", "2024-01-10T12:00:00Z"));
    driver.send(created("2", "OPS", "2024-01-20T12:00:00Z"));
    driver.settle();
    driver.changes();

    // When
    driver.send(word("1", 2).setQueue("INFRA").setName("INFRA-1").build());
    driver.settle();

    // Then one count has moved, and the organisation's was not written again
    assertThat(driver.changes())
        .containsExactlyInAnyOrder(
            factKey("1"),
            queue("OPS", JANUARY),
            queue("INFRA", JANUARY),
            team("core", JANUARY),
            team("platform", JANUARY));
    assertThat(ticket("1").getQueue()).isEqualTo("jira:INFRA");
    assertThat(ticket("1").getName()).isEqualTo("INFRA-1");
    assertThat(driver.state())
        .containsEntry(queue("OPS", JANUARY), received(1))
        .containsEntry(queue("INFRA", JANUARY), received(1))
        .containsEntry(team("core", JANUARY), received(1))
        .containsEntry(team("platform", JANUARY), received(1))
        .containsEntry(organisation(JANUARY), received(2));
  }

  @Test
  void shouldTakeMetricOfEmptiedMonthAway() {
    // Given
    driver.send(owned("OPS", owner("core", null, null)));
    driver.send(created("1", "OPS", "2024-01-10T12:00:00Z"));
    driver.settle();
    assertThat(driver.state()).hasSize(4);

    // When
    driver.send(word("1", 2).setWithdrawn(true).build());
    driver.settle();

    // Then
    assertThat(driver.state()).isEmpty();
  }

  @Test
  void shouldKeepDeletionUntilLaterVersionTakesItBack() {
    // Given
    driver.send(word("1", 5).setWithdrawn(true).build());
    driver.send(created("1", "OPS", "2024-01-10T12:00:00Z"));
    driver.send(word("1", 5).setWithdrawn(false).setState(TicketState.DONE).build());
    driver.send(word("1", 9).setName("OPS-1").setState(TicketState.NEW).build());
    driver.settle();
    assertThat(driver.state()).isEmpty();

    // When
    driver.send(word("1", 10).setWithdrawn(false).build());
    driver.settle();

    // Then
    assertThat(driver.state()).containsEntry(queue("OPS", JANUARY), received(1)).hasSize(3);
  }

  @Test
  void shouldNameTicketsThatAreNotCounted() {
    // When
    driver.send(created("1", "OPS", "2024-01-10T12:00:00Z"));
    driver.send(word("2", 1, "OPS", "2024-01-10T12:00:00Z").setSubTask(true).build());
    driver.send(word("3", 1, "OPS", "2024-01-10T12:00:00Z").setReporterKind(ActorKind.BOT).build());
    driver.send(
        word("4", 1, "OPS", "2024-01-10T12:00:00Z")
            .setState(TicketState.DONE)
            .setResolution("duplicate")
            .build());
    driver.send(word("5", 1).setCreatedAt(Instant.parse("2024-01-10T12:00:00Z")).build());
    driver.send(word("6", 1).setQueue("OPS").build());
    driver.settle();

    // Then what is of no queue is the organisation's, and what is of no month stays a fact
    assertThat(driver.state())
        .containsEntry(
            queue("OPS", JANUARY),
            received(1, Map.of("sub-task", 1L, "automated", 1L, "duplicate", 1L)))
        .containsEntry(
            organisation(JANUARY),
            received(
                1, Map.of("sub-task", 1L, "automated", 1L, "duplicate", 1L, "unknown-queue", 1L)))
        .hasSize(8);
    assertThat(ticket("5").getExcludedReason()).isEqualTo("unknown-queue");
    assertThat(ticket("5").getQueue()).isEmpty();
    assertThat(ticket("6").getExcludedReason()).isEqualTo("created-unknown");
  }

  @Test
  void shouldCountReopenedTicketOnceAndForgetItsResolution() {
    // Given a ticket closed as a duplicate
    TicketObserved closed =
        word("1", 2)
            .setState(TicketState.DONE)
            .setResolution("duplicate")
            .setResolvedAt(Instant.parse("2024-01-12T00:00:00Z"))
            .build();
    driver.send(created("1", "OPS", "2024-01-10T12:00:00Z"));
    driver.send(closed);
    driver.settle();
    assertThat(driver.state())
        .containsEntry(queue("OPS", JANUARY), received(0, Map.of("duplicate", 1L)));

    // When it is reopened, which two observations tell, and the old word comes again
    TicketTransition reopening =
        new TicketTransition(
            Instant.parse("2024-02-03T00:00:00Z"), TransitionField.STATE, "DONE", "IN_PROGRESS");
    TicketObserved reopened =
        word("1", 3).setState(TicketState.IN_PROGRESS).setTransitions(List.of(reopening)).build();
    driver.send(reopened);
    driver.send(word("1", 4).setTransitions(List.of(reopening)).build());
    driver.send(closed);
    driver.settle();

    // Then
    assertThat(ticket("1"))
        .isEqualTo(row("OPS", null, "2024-01-10T12:00:00Z", "IN_PROGRESS", 1, null, null));
    assertThat(driver.state())
        .containsEntry(queue("OPS", JANUARY), received(1))
        .doesNotContainKey(queue("OPS", FEBRUARY));

    // When it is closed for good
    driver.send(
        word("1", 5)
            .setState(TicketState.DONE)
            .setResolution("done")
            .setResolvedAt(Instant.parse("2024-02-05T00:00:00Z"))
            .build());
    driver.settle();

    // Then
    assertThat(ticket("1"))
        .isEqualTo(
            row("OPS", null, "2024-01-10T12:00:00Z", "DONE", 1, "2024-02-05T00:00:00Z", null));
  }

  @Test
  void shouldMoveTicketToMonthOfItsFirstCreation() {
    // Given
    driver.send(created("1", "OPS", "2024-02-10T12:00:00Z"));
    driver.settle();

    // When an import is found to have an earlier origin
    driver.send(word("1", 2).setCreatedAt(Instant.parse("2024-01-10T12:00:00Z")).build());
    driver.settle();

    // Then
    assertThat(driver.state())
        .containsEntry(queue("OPS", JANUARY), received(1))
        .doesNotContainKeys(queue("OPS", FEBRUARY), organisation(FEBRUARY));
  }

  @Test
  void shouldNotLetPartialOrOlderWordsOverwrite() {
    // When
    driver.send(created("1", "OPS", "2024-01-10T12:00:00Z"));
    driver.send(word("1", 7).setState(TicketState.DONE).setKind("incident").build());
    driver.send(word("1", 6).setState(TicketState.NEW).setKind("question").build());
    driver.send(word("1", 7).setState(TicketState.IN_PROGRESS).setKind("question").build());
    driver.send(word("1", 8).build());
    driver.settle();

    // Then
    assertThat(ticket("1").getState()).isEqualTo("DONE");
    assertThat(ticket("1").getKind()).isEqualTo("incident");
    assertThat(ticket("1").getReporterKind()).isEqualTo("HUMAN");
  }

  @Test
  void shouldWriteNothingForWhatIsKnown() {
    // Given
    driver.send(owned("OPS", owner("core", null, null)));
    driver.send(created("1", "OPS", "2024-01-10T12:00:00Z"));
    driver.settle();
    driver.changes();

    // When
    driver.send(created("1", "OPS", "2024-01-10T12:00:00Z"));
    driver.send(owned("OPS", owner("core", null, null)));
    driver.settle();

    // Then
    assertThat(driver.changes()).isEmpty();
  }

  @Test
  void shouldTellQueueOfManyTicketsInSlices() {
    // Given more tickets than one slice takes
    for (int i = 0; i < 10_001; i++) {
      driver.send(created(String.valueOf(i), "OPS", "2024-01-10T12:00:00Z"));
    }
    driver.settle();

    // When
    driver.send(owned("OPS", owner("core", null, null)));
    driver.settle();

    // Then
    assertThat(driver.state()).containsEntry(team("core", JANUARY), received(10_001));
  }

  @Test
  void shouldSetUnusableEventsAsideAndGoOn() {
    // When
    driver.send(new TicketKey("jira", "2"), created("1", "OPS", "2024-01-10T12:00:00Z"));
    driver.send(new TicketKey("jira", "1"), new RepositoryKey("git", "acme/shop"));
    driver.send(created("", "OPS", "2024-01-10T12:00:00Z"));
    driver.send(
        word("1", 1).setCreatedAt(Instant.ofEpochMilli(Long.MAX_VALUE)).setQueue("OPS").build());
    driver.send(created("1", "OPS", "2024-01-10T12:00:00Z"));
    driver.settle();

    // Then
    assertThat(driver.state()).containsEntry(queue("OPS", JANUARY), received(1));
    assertThat(driver.deadLetters())
        .satisfiesExactly(
            reason -> assertThat(reason).contains("Expected the key to name the event's source"),
            reason -> assertThat(reason).contains("got dev.plumbline.event.RepositoryKey"),
            reason -> assertThat(reason).contains("Expected the names of a source and of a ticket"),
            reason -> assertThat(reason).contains("Expected a creation that has a date"));
  }

  private static TicketObserved created(String ticket, String queue, String at) {
    return word(ticket, 1, queue, at).build();
  }

  private static TicketObserved.Builder word(
      String ticket, long version, String queue, String createdAt) {
    return word(ticket, version)
        .setQueue(queue)
        .setState(TicketState.NEW)
        .setReporterKind(ActorKind.HUMAN)
        .setCreatedAt(Instant.parse(createdAt));
  }

  private static TicketObserved.Builder word(String ticket, long version) {
    return TicketObserved.newBuilder().setSource("jira").setTicket(ticket).setVersion(version);
  }

  private static Queue owned(String queue, Ownership... owners) {
    return new Queue("jira", queue, List.of(owners));
  }

  private static Ownership owner(String team, String from, String to) {
    return new Ownership(
        team, from == null ? null : LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
  }

  private Ticket ticket(String ticket) {
    return (Ticket) driver.state().get(factKey(ticket));
  }

  private static SpecificRecord factKey(String ticket) {
    return new TicketFactKey("jira", ticket);
  }

  private static Ticket row(
      String queue,
      String team,
      String createdAt,
      String state,
      long reopenings,
      String resolvedAt,
      String reason) {
    return Ticket.newBuilder()
        .setQueue("jira:" + queue)
        .setTeam(team)
        .setState(state)
        .setCreatedAt(Instant.parse(createdAt))
        .setResolvedAt(resolvedAt == null ? null : Instant.parse(resolvedAt))
        .setReopenings(reopenings)
        .setReporterKind("HUMAN")
        .setExcludedReason(reason)
        .build();
  }

  private static SpecificRecord queue(String queue, LocalDate month) {
    return metric("queue", "jira:" + queue, month);
  }

  private static SpecificRecord team(String team, LocalDate month) {
    return metric("team", team, month);
  }

  private static SpecificRecord organisation(LocalDate month) {
    return metric("organisation", "organisation", month);
  }

  private static SpecificRecord metric(String scopeKind, String scope, LocalDate month) {
    return new MetricKey("ops-tickets-received", scopeKind, scope, "", Grain.MONTH, month);
  }

  private static MetricValue received(long n) {
    return received(n, Map.of());
  }

  private static MetricValue received(long n, Map<String, Long> excluded) {
    return MetricValue.newBuilder()
        .setDefinition("ops-demand/tickets@1")
        .setN(n)
        .setExcluded(excluded)
        .setValue(BigDecimal.valueOf(n).setScale(2))
        .build();
  }
}
