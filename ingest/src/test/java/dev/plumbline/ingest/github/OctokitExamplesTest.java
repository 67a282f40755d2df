package dev.plumbline.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Fixtures;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.delivery.Mapping.Mapped;
import dev.plumbline.ingest.delivery.Mapping.Unusable;
import dev.plumbline.ingest.delivery.PlainEvents;
import dev.plumbline.ingest.github.OctokitExamples.Example;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OctokitExamplesTest {

  private final DeliveryMapper mapper = new GithubMapper(Fixtures.pseudonyms());

  @Test
  @DisplayName("Every published example of a GitHub webhook is mapped or ignored, none is unusable")
  void shouldUseEveryPublishedExample() {
    List<Example> examples = OctokitExamples.fetch(Path.of("target"));
    Map<String, String> unusable = new TreeMap<>();
    Map<String, Integer> events = new TreeMap<>();
    for (Example example : examples) {
      Mapping mapping = map(example);
      if (mapping instanceof Unusable refused) {
        unusable.put(example.toString(), refused.reason());
      }
      if (mapping instanceof Mapped mapped) {
        mapped.events().forEach(PlainEvents::bytes);
        events.merge(example.event(), mapped.events().size(), Integer::sum);
      }
    }

    assertThat(unusable).isEmpty();
    assertThat(examples).hasSizeGreaterThan(400);
    assertThat(new TreeSet<>(events.keySet()))
        .containsExactly(
            "deployment",
            "deployment_status",
            "issues",
            "membership",
            "organization",
            "ping",
            "pull_request",
            "pull_request_review",
            "push",
            "release",
            "repository",
            "workflow_run");
    events.remove("ping");
    assertThat(events.values()).doesNotContain(0);
  }

  @Test
  @DisplayName("A published example that is delivered twice gives equal events")
  void shouldMapEveryPublishedExampleTheSameTwice() {
    for (Example example : OctokitExamples.fetch(Path.of("target"))) {
      assertThat(map(example)).isEqualTo(map(example));
    }
  }

  private Mapping map(Example example) {
    return mapper.map(Fixtures.github(example.event(), example.body()));
  }
}
