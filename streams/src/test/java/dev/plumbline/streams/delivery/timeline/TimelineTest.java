package dev.plumbline.streams.delivery.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
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
  private final List<String> marks = new ArrayList<>();
  private final Timeline timeline =
      new Timeline(
          new TimelineStore(new InMemoryOrderedStore()),
          new TimelineOutput() {
            @Override
            public void deployment(DeploymentKey key, Deployment deployment) {
              rows.put(key.getDeployment(), deployment);
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
          });

  @Test
  void shouldTakeEarliestSuccessOfSeveralOrigins() {
    timeline.apply(deployment("v1", "tag").setFinishedAt(30L).build());
    timeline.apply(deployment("v1", "pipeline").setFinishedAt(20L).build());
    timeline.apply(deployment("v1", "host").setStatus("FAILED").setFinishedAt(10L).build());

    assertThat(rows.get("v1").getFinishedAt()).isEqualTo(Instant.ofEpochMilli(20));
    assertThat(rows.get("v1").getStatus()).isEqualTo("SUCCEEDED");
    assertThat(marks).containsExactly("+shop v1 a 30", "-shop v1 a 30", "+shop v1 a 20");
  }

  @Test
  void shouldFallBackToOtherOriginWhenOneIsGone() {
    timeline.apply(deployment("v1", "tag").setFinishedAt(30L).build());
    timeline.apply(deployment("v1", "pipeline").setFinishedAt(20L).setSha(B).build());
    timeline.apply(deployment("v1", "pipeline").setPresent(false).build());

    assertThat(rows.get("v1").getSha()).isEqualTo(A);
    timeline.apply(deployment("v1", "tag").setPresent(false).build());

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
    rows.clear();
    timeline.apply(deployment("v1", "tag").setFinishedAt(30L).build());
    timeline.apply(deployment("v1", "pipeline").setFinishedAt(40L).build());

    assertThat(rows).isEmpty();
    assertThat(marks).hasSize(1);
  }

  @Test
  void shouldFlipFirstWhenEarlierArrives() {
    timeline.apply(deployment("v2", "tag").setFinishedAt(20L).build());
    timeline.apply(deployment("v3", "tag").setFinishedAt(30L).build());
    rows.clear();
    timeline.apply(deployment("v1", "tag").setFinishedAt(10L).build());

    assertThat(rows.keySet()).containsExactlyInAnyOrder("v1", "v2");
    assertThat(rows.get("v1").getIsFirst()).isTrue();
    assertThat(rows.get("v2").getIsFirst()).isFalse();
  }

  @Test
  void shouldGiveNoPlaceToSuccessWithoutFinish() {
    timeline.apply(deployment("v1", "tag").build());

    assertThat(rows.get("v1").getReason()).isEqualTo("finish-unknown");
    assertThat(timeline.placeOf(CART, "v1")).isNull();
    assertThat(marks).isEmpty();
  }

  @Test
  void shouldTakeWordOnDeployedCommit() {
    timeline.apply(deployment("v1", "tag").setFinishedAt(10L).build());
    timeline.commitKnown(CART, "v1", "shop", A, false);
    assertThat(rows.get("v1").getReason()).isEqualTo("no-matching-commit");

    timeline.commitKnown(CART, "v1", "shop", B, true);
    assertThat(rows.get("v1").getReason()).isEqualTo("no-matching-commit");

    timeline.commitKnown(CART, "v1", "shop", A, true);
    assertThat(rows.get("v1").getReason()).isNull();
  }

  @Test
  void shouldIgnoreWordOfRepositoryThatDeploymentHasLeft() {
    timeline.apply(deployment("v1", "tag").setFinishedAt(10L).build());
    timeline.apply(deployment("v1", "tag").setFinishedAt(10L).setRepository("store").build());
    timeline.commitKnown(CART, "v1", "store", A, true);
    timeline.commitKnown(CART, "v1", "shop", A, false);

    assertThat(rows.get("v1").getRepository()).isEqualTo("store");
    assertThat(rows.get("v1").getReason()).isNull();
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
