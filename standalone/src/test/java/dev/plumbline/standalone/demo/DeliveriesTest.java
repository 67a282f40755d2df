package dev.plumbline.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.PullRequestState;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.github.GithubMapper;
import dev.plumbline.ingest.jira.JiraMapper;
import dev.plumbline.ingest.pagerduty.PagerDutyMapper;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is sent, as the real mappers read it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // for the whole demo is mapped once
class DeliveriesTest {

  private static final LocalDate UNTIL = LocalDate.parse("2026-07-01");
  private static final SimulationConfig CONFIG = SimulationConfig.demo(42, UNTIL);

  private final Simulation simulation = Simulation.of(CONFIG);
  private final List<PlannedDelivery> planned = planned(simulation);
  private final Map<String, Integer> kinds = new HashMap<>();
  private final Set<String> unusable = new TreeSet<>();
  private final Set<String> ignored = new TreeSet<>();
  private final Map<String, PullRequestState> pullRequests = new HashMap<>();
  private final Set<String> deployments = new HashSet<>();
  private final Set<String> tickets = new HashSet<>();
  private final Set<String> incidents = new HashSet<>();
  private long bytes;

  @BeforeAll
  void mapEverything(@TempDir Path folder) {
    Pseudonyms pseudonyms = Pseudonyms.keptIn(folder);
    Map<String, DeliveryMapper> mappers =
        Map.of(
            Simulation.GITHUB, new GithubMapper(pseudonyms),
            Simulation.JIRA, new JiraMapper(pseudonyms),
            Simulation.PAGERDUTY, new PagerDutyMapper());
    for (PlannedDelivery one : planned) {
      DemoDelivery sent = one.content().get();
      bytes += sent.body().length;
      Mapping mapping =
          mappers
              .get(sent.source())
              .map(
                  new Delivery(
                      one.id(), sent.source(), Instant.EPOCH, lowerCase(sent), sent.body()));
      if (mapping instanceof Mapping.Mapped mapped) {
        kinds.merge(mapped.kind(), 1, Integer::sum);
        mapped.events().forEach(event -> note(event));
      } else if (mapping instanceof Mapping.Ignored nothing) {
        ignored.add(nothing.kind());
      } else {
        unusable.add(one.id());
      }
    }
  }

  private static List<PlannedDelivery> planned(Simulation simulation) {
    Map<Service, Commits> commits = new HashMap<>();
    simulation.histories().forEach(one -> commits.put(one.service(), commits(one)));
    return Deliveries.of(simulation, commits::get);
  }

  private static Commits commits(ServiceHistory history) {
    try (CommitIds ids = new CommitIds()) {
      return Commits.of(history, CONFIG.start(), ids);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Map<String, String> lowerCase(DemoDelivery delivery) {
    return delivery.headers().entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().toLowerCase(java.util.Locale.ROOT), Map.Entry::getValue));
  }

  private void note(Event<?, ?> event) {
    SpecificRecord value = event.value();
    if (value instanceof PullRequestObserved one) {
      pullRequests.merge(
          one.getRepository() + "#" + one.getPullRequest(),
          one.getState(),
          (before, now) -> before.ordinal() > now.ordinal() ? before : now);
    } else if (value instanceof DeploymentObserved one) {
      deployments.add(one.getDeployment());
    } else if (value instanceof TicketObserved one) {
      tickets.add(one.getSource() + ":" + one.getTicket());
    } else if (value instanceof IncidentObserved one) {
      incidents.add(one.getIncident());
    }
  }

  @Test
  void shouldBeUsableButForTheFewThatAreNotOnPurpose() {
    assertThat(unusable)
        .isEqualTo(
            planned.stream()
                .filter(PlannedDelivery::isUnusable)
                .map(PlannedDelivery::id)
                .collect(Collectors.toSet()))
        .hasSize(Deliveries.UNUSABLE);
    assertThat(ignored).containsExactly("comment_created", "issue_comment");
  }

  @Test
  void shouldSayEveryKindOfEvent() {
    assertThat(kinds)
        .containsKeys(
            "ping",
            "push",
            "pull_request",
            "pull_request_review",
            "workflow_run",
            "deployment",
            "deployment_status",
            "issues",
            "membership",
            "organization",
            "jira:issue_created",
            "jira:issue_updated",
            "jira:issue_deleted",
            "incident.triggered",
            "incident.resolved");
  }

  @Test
  void shouldSayEveryPullRequestDeploymentIncidentAndTicketOfTheModel() {
    Instant end = WorkCalendar.start(UNTIL);
    Map<String, PullRequestState> expected = new HashMap<>();
    Set<String> expectedDeployments = new HashSet<>();
    for (ServiceHistory history : simulation.histories()) {
      for (PullRequest one : history.pullRequests()) {
        PullRequestState state =
            one.isMergedBefore(end)
                ? PullRequestState.MERGED
                : one.closedAt().isBefore(end) ? PullRequestState.CLOSED : PullRequestState.OPEN;
        expected.put(one.service().repository() + "#" + one.number(), state);
      }
      for (Release release : history.releases()) {
        for (GithubPayloads.Attempt attempt : GithubPayloads.Attempt.values()) {
          boolean isThere =
              switch (attempt) {
                case SUCCESS -> true;
                case FAILURE -> release.failedAt() != null;
                case STAGING -> release.stagedAt() != null;
              };
          if (isThere) {
            expectedDeployments.add(String.valueOf(GithubPayloads.deploymentId(release, attempt)));
          }
        }
      }
    }
    assertThat(pullRequests).isEqualTo(expected);
    assertThat(deployments).isEqualTo(expectedDeployments);
    assertThat(incidents)
        .isNotEmpty()
        .isEqualTo(
            simulation.incidents().stream()
                .filter(incident -> incident.startedAt().isBefore(end))
                .map(Incident::id)
                .collect(Collectors.toSet()));
    assertThat(tickets)
        .isEqualTo(
            simulation.tickets().stream()
                .map(ticket -> (ticket.isAtGithub() ? "github:" : "jira:") + ticket.id())
                .collect(Collectors.toSet()));
  }

  @Test
  void shouldBeTheSameBytesForTheSameSeed() throws Exception {
    assertThat(digest(planned(Simulation.of(CONFIG)))).isEqualTo(digest(planned));
    assertThat(digest(planned(Simulation.of(SimulationConfig.demo(43, UNTIL)))))
        .isNotEqualTo(digest(planned));
  }

  private static String digest(List<PlannedDelivery> deliveries) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    // Every tenth: the rest is made by the same code.
    for (int i = 0; i < deliveries.size(); i += 10) {
      DemoDelivery one = deliveries.get(i).content().get();
      digest.update(deliveries.get(i).id().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      digest.update(one.body());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void shouldComeLateAndTwiceNowAndThen() {
    List<String> ids = planned.stream().map(PlannedDelivery::id).toList();
    long again = ids.stream().filter(id -> id.endsWith(" again")).count();
    long late = 0;
    Map<String, Integer> place = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      place.put(ids.get(i), i);
    }
    for (ServiceHistory history : simulation.histories()) {
      for (PullRequest one : history.merged()) {
        String id = "pull request " + one.service().repository() + "#" + one.number() + " ";
        late += place.get(id + "opened") > place.get(id + "closed") ? 1 : 0;
      }
    }
    assertThat(again).isGreaterThan(planned.size() / 100);
    assertThat(late).isGreaterThan(10);
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
  }

  @Test
  void shouldStayWithinTheBudgetOfAMinute() {
    assertThat(planned).hasSizeBetween(15_000, 30_000);
    assertThat(bytes / planned.size()).isLessThan(6_000);
    long commits =
        new ArrayList<>(simulation.histories())
            .stream().mapToLong(history -> commits(history).size()).sum();
    assertThat(commits).isBetween(6_000L, 25_000L);
  }
}
