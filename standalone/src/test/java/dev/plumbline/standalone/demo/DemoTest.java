package dev.plumbline.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.standalone.Standalone;
import dev.plumbline.standalone.StandaloneConfig;
import dev.plumbline.standalone.running.Commands;
import dev.plumbline.standalone.running.Folders;
import dev.plumbline.standalone.running.Records;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A small demo in a real instance: what comes out is what is in the model. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // for it is loaded once
class DemoTest {

  private static final LocalDate UNTIL = LocalDate.parse("2026-07-01");
  private static final Instant END = WorkCalendar.start(UNTIL);
  private static final SimulationConfig CONFIG = SimulationConfig.small(42, UNTIL);
  private static final String DELIVERY = "plumbline-delivery";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Simulation simulation = Simulation.of(CONFIG);
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private Path folder;
  private Commands commands;
  private Standalone standalone;
  private DemoResult result;

  @BeforeAll
  void loadDemo() throws Exception {
    folder = Folders.temporary();
    int port = Folders.freePorts();
    commands = new Commands(port);
    standalone = Standalone.start(StandaloneConfig.embedded(folder, port), line -> {});
    result = load();
    commands.awaitDeliveriesSettled();
  }

  private DemoResult load() throws InterruptedException {
    URI ingest = URI.create("http://127.0.0.1:" + (commands.port() + 1) + "/");
    return Demo.load(CONFIG, folder, ingest, (phase, done, total) -> {}, accepted::add);
  }

  @AfterAll
  void close() {
    if (standalone != null) {
      standalone.close();
    }
    Folders.delete(folder);
  }

  @Test
  void shouldCountDeploymentsOfEachMonthAsTheModelDoes() throws Exception {
    for (ServiceHistory history : simulation.histories()) {
      Map<YearMonth, Long> expected = new TreeMap<>();
      history
          .releases()
          .forEach(release -> expected.merge(month(release.finishedAt()), 1L, Long::sum));

      assertThat(dora(history.service(), "deployment-frequency", "value"))
          .as(history.service().id())
          .isEqualTo(decimals(expected));
    }
  }

  @Test
  void shouldHaveTheMedianLeadTimeOfEachMonthAsTheModelDoes() throws Exception {
    for (ServiceHistory history : simulation.histories()) {
      Map<YearMonth, List<Long>> durations = new TreeMap<>();
      // The first deployment has no predecessor, so what it carries has no lead time.
      history.releases().stream()
          .skip(1)
          .forEach(
              release ->
                  release.carried().stream()
                      .flatMap(one -> one.commits().stream())
                      .map(at -> Duration.between(at, release.finishedAt()).toSeconds())
                      .forEach(
                          seconds ->
                              durations
                                  .computeIfAbsent(
                                      month(release.finishedAt()), any -> new ArrayList<>())
                                  .add(seconds)));
      Map<YearMonth, BigDecimal> expected = new TreeMap<>();
      durations.forEach((month, seconds) -> expected.put(month, median(seconds)));

      assertThat(dora(history.service(), "change-lead-time", "medianSeconds"))
          .as(history.service().id())
          .isEqualTo(expected);
    }
  }

  @Test
  void shouldHaveTheChangeFailRateOfEachMonthAsTheModelDoes() throws Exception {
    Set<Release> failed = failedReleases();
    for (ServiceHistory history : simulation.histories()) {
      Map<YearMonth, Long> finished = new TreeMap<>();
      Map<YearMonth, Long> failures = new TreeMap<>();
      for (Release release : history.releases()) {
        finished.merge(month(release.finishedAt()), 1L, Long::sum);
        if (failed.contains(release)) {
          failures.merge(month(release.finishedAt()), 1L, Long::sum);
        }
        if (release.failedAt() != null) {
          finished.merge(month(release.failedAt()), 1L, Long::sum);
          failures.merge(month(release.failedAt()), 1L, Long::sum);
        }
      }
      Map<YearMonth, BigDecimal> expected = new TreeMap<>();
      failures.forEach(
          (month, count) ->
              expected.put(
                  month,
                  BigDecimal.valueOf(100 * count)
                      .divide(BigDecimal.valueOf(finished.get(month)), 2, RoundingMode.HALF_UP)));

      assertThat(dora(history.service(), "change-fail-rate", "value"))
          .as(history.service().id())
          .isEqualTo(expected);
    }
  }

  @Test
  void shouldHaveTheMedianRecoveryOfEachMonthAsTheModelDoes() throws Exception {
    for (ServiceHistory history : simulation.histories()) {
      Map<YearMonth, List<Long>> durations = new TreeMap<>();
      for (Incident incident : incidentsOf(history)) {
        if (incident.resolvedAt().isBefore(END)) {
          add(
              durations,
              incident.release().finishedAt(),
              incident.resolvedAt().getEpochSecond() - incident.startedAt().getEpochSecond());
        }
      }
      for (int i = 0; i < history.releases().size(); i++) {
        Instant failedAt = history.releases().get(i).failedAt();
        Instant good = failedAt == null ? null : nextGood(history.releases(), i);
        if (failedAt != null && good != null) {
          add(durations, failedAt, good.getEpochSecond() - failedAt.getEpochSecond());
        }
      }
      Map<YearMonth, BigDecimal> expected = new TreeMap<>();
      durations.forEach((month, seconds) -> expected.put(month, median(seconds)));

      assertThat(dora(history.service(), "failed-deployment-recovery-time", "medianSeconds"))
          .as(history.service().id())
          .isEqualTo(expected);
    }
  }

  private static void add(Map<YearMonth, List<Long>> durations, Instant at, long seconds) {
    durations.computeIfAbsent(month(at), any -> new ArrayList<>()).add(seconds);
  }

  private @Nullable Instant nextGood(List<Release> releases, int from) {
    Set<Release> failed = failedReleases();
    return releases.subList(from, releases.size()).stream()
        .filter(release -> !failed.contains(release))
        .map(Release::finishedAt)
        .findFirst()
        .orElse(null);
  }

  private List<Incident> incidentsOf(ServiceHistory history) {
    return simulation.incidents().stream()
        .filter(incident -> incident.release().service().equals(history.service()))
        .filter(incident -> incident.startedAt().isBefore(END))
        .toList();
  }

  private Set<Release> failedReleases() {
    return simulation.incidents().stream()
        .filter(incident -> incident.startedAt().isBefore(END))
        .map(Incident::release)
        .collect(Collectors.toSet());
  }

  @Test
  void shouldCountTicketsOfEachMonthAsTheModelDoes() throws Exception {
    for (Team team : simulation.organisation().teams()) {
      Map<YearMonth, Long> expected = new TreeMap<>();
      for (Ticket ticket : simulation.tickets()) {
        if (team.queues().contains(queueAtEnd(ticket)) && isCounted(ticket)) {
          expected.merge(month(ticket.createdAt()), 1L, Long::sum);
        }
      }
      if (!team.queues().isEmpty()) {
        assertThat(
                values(
                    "/api/v1/metrics/ops-demand?scope_kind=team&scope=" + team.id(),
                    "ops-tickets-received",
                    "value"))
            .as(team.id())
            .isEqualTo(decimals(expected));
      }
    }
  }

  private static boolean isCounted(Ticket ticket) {
    boolean isClosedAsDuplicate =
        ticket.isDuplicate()
            && ticket.changes().stream()
                .filter(change -> change.at().isBefore(END))
                .reduce((earlier, later) -> later)
                .filter(change -> isResolvedAfter(ticket, change))
                .isPresent();
    return !ticket.isDeletedBefore(END)
        && !ticket.isSubTask()
        && !isClosedAsDuplicate
        && ticket.kind() != Ticket.Kind.ALERT;
  }

  private static boolean isResolvedAfter(Ticket ticket, Ticket.Change last) {
    boolean isResolved = false;
    for (Ticket.Change change : ticket.changes()) {
      if (change.step() == Ticket.Step.RESOLVED) {
        isResolved = true;
      } else if (change.step() == Ticket.Step.REOPENED) {
        isResolved = false;
      }
      if (change.equals(last)) {
        return isResolved;
      }
    }
    return isResolved;
  }

  private static String queueAtEnd(Ticket ticket) {
    return ticket.changes().stream()
            .anyMatch(change -> change.step() == Ticket.Step.MOVED && change.at().isBefore(END))
        ? Simulation.INFRA_QUEUE
        : ticket.queue();
  }

  @Test
  void shouldTraceEveryFactToAnAcceptedDelivery() throws Exception {
    Set<String> pullRequests = new HashSet<>();
    Set<String> deployments = new HashSet<>();
    Set<String> tickets = new HashSet<>();
    for (Topic<?, ?> topic :
        List.of(Topics.EVENTS_GIT, Topics.EVENTS_DELIVERY, Topics.EVENTS_TICKETS)) {
      Deserializer<SpecificRecord> values =
          AvroSerdes.on(standalone.addresses().registry())
              .value(SpecificRecord.class)
              .deserializer();
      for (ConsumerRecord<byte[], byte[]> entry :
          new Records(standalone.addresses().kafka()).read(topic)) {
        Header header = entry.headers().lastHeader(DELIVERY);
        if (header != null) {
          assertThat(accepted).contains(new String(header.value(), StandardCharsets.US_ASCII));
          SpecificRecord event = values.deserialize(topic.name(), entry.value());
          if (event instanceof PullRequestObserved one) {
            pullRequests.add(one.getRepository() + "#" + one.getPullRequest());
          } else if (event instanceof DeploymentObserved one) {
            deployments.add(one.getDeployment());
          } else if (event instanceof TicketObserved one) {
            tickets.add(one.getSource() + ":" + one.getTicket());
          }
        }
      }
    }

    assertThat(column("select repository || '#' || pull_request from plumbline.pull_requests"))
        .isNotEmpty()
        .isEqualTo(pullRequests)
        .isEqualTo(modelPullRequests());
    assertThat(column("select deployment from plumbline.deployments"))
        .isNotEmpty()
        .isEqualTo(deployments);
    Set<String> factTickets = column("select source || ':' || ticket from plumbline.tickets");
    assertThat(tickets).containsAll(factTickets);
    // What the tracker deleted has events and no row.
    tickets.removeAll(factTickets);
    assertThat(tickets).isEqualTo(deletedTickets());
  }

  private Set<String> modelPullRequests() {
    Set<String> names = new HashSet<>();
    simulation
        .histories()
        .forEach(
            history ->
                history
                    .pullRequests()
                    .forEach(one -> names.add(one.service().repository() + "#" + one.number())));
    return names;
  }

  private Set<String> deletedTickets() {
    Set<String> names = new HashSet<>();
    simulation.tickets().stream()
        .filter(ticket -> ticket.isDeletedBefore(END))
        .forEach(ticket -> names.add((ticket.isAtGithub() ? "github:" : "jira:") + ticket.id()));
    return names;
  }

  @Test
  void shouldMapOrQuarantineEveryDelivery() {
    assertThat(result.accepted()).isEqualTo(accepted.size());
    assertThat(result.sent()).isEqualTo(result.planned()).isGreaterThan(result.accepted());
    assertThat(commands.metric("ingest_quarantined_total")).isEqualTo(Deliveries.UNUSABLE);
    assertThat(
            commands.metric("ingest_mapped_total")
                + commands.metric("ingest_ignored_total")
                + commands.metric("ingest_quarantined_total"))
        .isEqualTo(accepted.size());
  }

  @Test
  void shouldPutNothingInTwice() throws Exception {
    Set<String> before = Set.copyOf(accepted);

    DemoResult again = load();

    assertThat(again.sent()).isZero();
    assertThat(again.skipped()).isEqualTo(again.planned());
    assertThat(accepted).isEqualTo(before);
    assertThat(DemoMark.read(folder))
        .hasValueSatisfying(mark -> assertThat(mark.done() && mark.isOf(CONFIG)).isTrue());
  }

  private Map<YearMonth, BigDecimal> dora(Service service, String metric, String column)
      throws Exception {
    return values(
        "/api/v1/metrics/dora?environment=production&grain=month&service=" + service.id(),
        metric,
        column);
  }

  /** The values that are neither missing nor zero, by month. */
  private Map<YearMonth, BigDecimal> values(String path, String metric, String column)
      throws Exception {
    Map<YearMonth, BigDecimal> values = new TreeMap<>();
    for (JsonNode row : JSON.readTree(commands.get(0, path).body())) {
      JsonNode value = row.path(column);
      boolean isWanted = row.path("metric").asText().equals(metric);
      if (isWanted && !value.isNull() && value.decimalValue().signum() != 0) {
        values.put(
            YearMonth.from(LocalDate.parse(row.path("periodStart").asText())),
            value.decimalValue().setScale(2, RoundingMode.UNNECESSARY));
      }
    }
    return values;
  }

  private static Map<YearMonth, BigDecimal> decimals(Map<YearMonth, Long> counts) {
    Map<YearMonth, BigDecimal> decimals = new HashMap<>();
    counts.forEach((month, count) -> decimals.put(month, BigDecimal.valueOf(count).setScale(2)));
    return decimals;
  }

  private static BigDecimal median(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    BigDecimal upper = BigDecimal.valueOf(sorted.get(middle)).setScale(2);
    return sorted.size() % 2 == 1
        ? upper
        : upper.add(BigDecimal.valueOf(sorted.get(middle - 1))).divide(BigDecimal.valueOf(2));
  }

  private static YearMonth month(Instant time) {
    return YearMonth.from(time.atOffset(ZoneOffset.UTC));
  }

  private Set<String> column(String sql) throws SQLException {
    Set<String> values = new HashSet<>();
    try (Connection connection = DriverManager.getConnection(standalone.addresses().postgres());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
