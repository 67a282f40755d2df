package dev.plumbline.streams.delivery.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.delivery.CommitLabel;
import dev.plumbline.delivery.CommitQuestion;
import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.fact.Incident;
import dev.plumbline.fact.IncidentFactKey;
import dev.plumbline.organisation.EnvironmentType;
import dev.plumbline.organisation.Settings;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.state.InMemoryOrderedStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static final Target CART = new Target("cart", "production");
  private static final String A = "a".repeat(40);
  private static final String B = "b".repeat(40);

  private final Map<String, Deployment> rows = new HashMap<>();
  private final Map<IncidentFactKey, Incident> incidents = new HashMap<>();
  private final List<String> marks = new ArrayList<>();
  private final List<String> questions = new ArrayList<>();
  private final InMemoryOrderedStore store = new InMemoryOrderedStore();
  private final TimelineStore words = new TimelineStore(store);
  private final Timeline timeline =
      new Timeline(
          store,
          new TimelineOutput() {
            @Override
            public void deployment(DeploymentKey key, Deployment deployment) {
              rows.put(key.getDeployment(), deployment);
            }

            @Override
            public void incident(IncidentFactKey key, Incident incident) {
              incidents.put(key, incident);
            }

            @Override
            public void mark(DeploymentMark mark) {
              marks.add(
                  (mark.getPresent() ? "+" : "-")
                      + String.join(" ", mark.getRepository(), mark.getDeployment())
                      + " "
                      + mark.getSha().charAt(0)
                      + " "
                      + mark.getFinishedAt());
            }

            @Override
            public void question(CommitQuestion question) {
              questions.add(
                  (question.getPresent() ? "+" : "-")
                      + String.join(
                          " ",
                          question.getRepository(),
                          question.getEnvironment(),
                          question.getSha().substring(0, 1)));
            }
          });

  @Test
  void shouldTakeEarliestSuccessOfSeveralOrigins() {
    timeline.apply(deployment("v1", "tag").setFinishedAt(30L).build());
    timeline.apply(deployment("v1", "pipeline").setFinishedAt(20L).build());
    timeline.apply(deployment("v1", "host").setStatus("FAILED").setFinishedAt(10L).build());
    settle();

    assertThat(rows.get("v1").getFinishedAt()).isEqualTo(Instant.ofEpochMilli(20));
    assertThat(rows.get("v1").getStatus()).isEqualTo("SUCCEEDED");
    assertThat(marks).containsExactly("+shop v1 a 30", "-shop v1 a 30", "+shop v1 a 20");
  }

  @Test
  void shouldFallBackToOtherOriginWhenOneIsGone() {
    timeline.apply(deployment("v1", "tag").setFinishedAt(30L).build());
    timeline.apply(deployment("v1", "pipeline").setFinishedAt(20L).setSha(B).build());
    timeline.apply(deployment("v1", "pipeline").setPresent(false).build());
    settle();

    assertThat(rows.get("v1").getSha()).isEqualTo(A);
    timeline.apply(deployment("v1", "tag").setPresent(false).build());
    settle();

    assertThat(rows).containsEntry("v1", null);
    assertThat(marks)
        .containsExactly(
            "+shop v1 a 30",
            "-shop v1 a 30",
            "+shop v1 b 20",
            "-shop v1 b 20",
            "+shop v1 a 30",
            "-shop v1 a 30");
  }

  @Test
  void shouldIgnoreWhatItKnows() {
    timeline.apply(deployment("v1", "tag").setFinishedAt(30L).build());
    settle();
    rows.clear();
    timeline.apply(deployment("v1", "tag").setFinishedAt(30L).build());
    timeline.apply(deployment("v1", "pipeline").setFinishedAt(40L).build());

    assertThat(timeline.hasWork()).isFalse();
    assertThat(rows).isEmpty();
    assertThat(marks).hasSize(1);
  }

  @Test
  void shouldFlipFirstWhenEarlierArrives() {
    timeline.apply(deployment("v2", "tag").setFinishedAt(20L).build());
    timeline.apply(deployment("v3", "tag").setFinishedAt(30L).build());
    settle();
    rows.clear();
    timeline.apply(deployment("v1", "tag").setFinishedAt(10L).build());
    settle();

    assertThat(rows.keySet()).containsExactlyInAnyOrder("v1", "v2");
    assertThat(rows.get("v1").getIsFirst()).isTrue();
    assertThat(rows.get("v2").getIsFirst()).isFalse();
  }

  @Test
  void shouldGiveNoPlaceToSuccessWithoutFinish() {
    timeline.apply(deployment("v1", "tag").build());
    settle();

    assertThat(rows.get("v1").getReason()).isEqualTo("finish-unknown");
    assertThat(words.placeOf(CART, "v1")).isNull();
    assertThat(marks).isEmpty();
  }

  @Test
  void shouldTakeWordOnDeployedCommit() {
    timeline.apply(deployment("v1", "tag").setFinishedAt(10L).build());
    words.put(word("shop", A, false));
    settle();
    assertThat(rows.get("v1").getReason()).isEqualTo("no-matching-commit");

    words.put(word("shop", B, true));
    words.put(word("store", A, true));
    settle();
    assertThat(rows.get("v1").getReason()).isEqualTo("no-matching-commit");

    words.put(word("shop", A, true));
    settle();
    assertThat(rows.get("v1").getReason()).isNull();
  }

  @Test
  void shouldTellSourceReleaseAndTypeOfEnvironment() {
    timeline.apply(
        deployment("v1", "github:acme/shop").setFinishedAt(10L).setRelease("1.0").build());
    settle();

    assertThat(rows.get("v1").getSource()).isEqualTo("github:acme/shop");
    assertThat(rows.get("v1").getRelease()).isEqualTo("1.0");
    assertThat(rows.get("v1").getEnvironmentType()).isEqualTo("production");
  }

  @Test
  void shouldFollowRulesOfOrganisation() {
    timeline.apply(deployment("v1", "tag").setFinishedAt(10L).build());
    timeline.apply(deployment("x", "tag").setService("").setFinishedAt(10L).build());
    timeline.apply(incident("cart", "late").setStartedAt(120_000L).build());
    settle();
    assertThat(incidentOf("late").getCauseDeployment()).isEqualTo("v1");
    rows.clear();

    // When production has another name and incidents blame for a minute only
    timeline.apply(
        Settings.newBuilder()
            .setEnvironmentTypes(List.of(new EnvironmentType("live", "production")))
            .setIncidentWindowSeconds(60)
            .build());
    settle();

    assertThat(rows.get("v1").getEnvironmentType()).isEqualTo("live");
    assertThat(rows.get("x").getEnvironmentType()).isEqualTo("live");
    assertThat(incidentOf("late").getReason()).isEqualTo("no-deployment");

    // When they are taken back
    timeline.apply((Settings) null);
    settle();
    assertThat(rows.get("v1").getEnvironmentType()).isEqualTo("production");
    assertThat(incidentOf("late").getCauseDeployment()).isEqualTo("v1");
  }

  @Test
  void shouldJudgeNoDeploymentOfNoService() {
    timeline.apply(
        deployment("x", "tag").setService("").setStatus("FAILED").setFinishedAt(10L).build());
    timeline.apply(incident("", "lost").setStartedAt(11L).build());

    assertThat(timeline.hasWork()).isFalse();
    assertThat(rows.get("x").getReason()).isEqualTo("unknown-service");
    assertThat(rows.get("x").getFailures()).isEmpty();
    assertThat(incidents.get(key("", "lost")).getReason()).isEqualTo("unknown-service");

    timeline.apply(incident("", "lost").setPresent(false).build());
    assertThat(incidents).containsEntry(key("", "lost"), null);
  }

  @Test
  void shouldTakeIncidentAway() {
    timeline.apply(deployment("v1", "tag").setFinishedAt(10L).build());
    timeline.apply(incident("cart", "one").setStartedAt(20L).build());
    settle();
    assertThat(rows.get("v1").getFailures()).containsExactly("time-window");
    assertThat(rows.get("v1").getIncidents()).containsExactly("pagerduty:one");

    timeline.apply(incident("cart", "one").setPresent(false).build());
    settle();
    assertThat(rows.get("v1").getFailures()).isEmpty();
    assertThat(incidents).containsEntry(key("cart", "one"), null);
  }

  @Test
  void shouldKnowServiceByDeploymentOnly() {
    timeline.apply(incident("cart", "one").setStartedAt(20L).build());
    settle();
    assertThat(incidentOf("one").getReason()).isEqualTo("unknown-service");

    timeline.apply(deployment("v1", "tag").setFinishedAt(30L).build());
    settle();
    assertThat(incidentOf("one").getReason()).isEqualTo("no-deployment");
  }

  @Test
  void shouldAskForCommitThatIncidentNames() {
    timeline.apply(deployment("v1", "tag").setFinishedAt(10L).build());
    timeline.apply(
        deployment("v1", "tag").setEnvironment("staging").setRepository("other").build());
    timeline.apply(
        incident("cart", "one").setStartedAt(20L).setCommits(List.of(B, "short")).build());
    settle();
    assertThat(questions).containsExactly("+shop production b");

    words.put(word("shop", B, true));
    settle();
    assertThat(incidentOf("one").getCauseFoundBy()).isEqualTo("commit");

    timeline.apply(incident("cart", "one").setStartedAt(20L).build());
    settle();
    assertThat(questions).containsExactly("+shop production b", "-shop production b");
    assertThat(incidentOf("one").getCauseFoundBy()).isEqualTo("window");
  }

  @Test
  void shouldJudgeInBoundedSlices() {
    for (int service = 0; service < 10; service++) {
      for (int i = 0; i < 5; i++) {
        timeline.apply(
            deployment("v" + i + " of " + service, "tag")
                .setService("service " + service)
                .setFinishedAt((long) i)
                .build());
      }
    }
    int slices = 0;
    while (timeline.hasWork()) {
      int before = rows.size();
      timeline.settle(10);
      slices++;
      assertThat(rows.size() - before).isLessThanOrEqualTo(10);
    }
    assertThat(rows).hasSize(50);
    assertThat(slices).isBetween(5, 10);
  }

  @Test
  void shouldMakeUpForServiceThatIsLargerThanSlice() {
    for (int i = 0; i < 50; i++) {
      timeline.apply(deployment("v" + i, "tag").setFinishedAt((long) i).build());
    }
    timeline.apply(deployment("w", "tag").setService("other").setFinishedAt(1L).build());
    timeline.settle(10);
    assertThat(rows).hasSize(50);

    for (int slice = 0; slice < 5; slice++) {
      assertThat(rows).doesNotContainKey("w");
      timeline.settle(10);
    }
    timeline.settle(10);
    assertThat(rows).containsKey("w");
  }

  private void settle() {
    do {
      timeline.settle(1_000);
    } while (timeline.hasWork());
  }

  private Incident incidentOf(String id) {
    return incidents.get(key("cart", id));
  }

  private static IncidentFactKey key(String service, String id) {
    return new IncidentFactKey(service, "pagerduty", id);
  }

  private static ResolvedIncident.Builder incident(String service, String id) {
    return ResolvedIncident.newBuilder()
        .setService(service)
        .setSource("pagerduty")
        .setIncident(id)
        .setState("OPEN");
  }

  private static CommitLabel word(String repository, String sha, boolean isKnown) {
    return CommitLabel.newBuilder()
        .setService(CART.service())
        .setEnvironment(CART.environment())
        .setRepository(repository)
        .setSha(sha)
        .setKnown(isKnown)
        .setDeployment(isKnown ? "v1" : null)
        .setFinishedAt(isKnown ? 10L : null)
        .build();
  }

  private static ResolvedDeployment.Builder deployment(String id, String origin) {
    return ResolvedDeployment.newBuilder()
        .setService(CART.service())
        .setEnvironment(CART.environment())
        .setDeployment(id)
        .setOrigin(origin)
        .setPresent(true)
        .setRepository("shop")
        .setSha(A)
        .setStatus("SUCCEEDED");
  }
}
