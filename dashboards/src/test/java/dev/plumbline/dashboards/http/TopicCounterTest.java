package dev.plumbline.dashboards.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dashboards.TestFacts;
import dev.plumbline.dashboards.sink.LogConsumer;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topics;
import org.junit.jupiter.api.Test;

class TopicCounterTest {

  private final AvroSerdes serdes = AvroSerdes.on("mock://topic-counter");
  private final LogConsumer log = new LogConsumer(serdes);

  @Test
  void shouldCountRecordsAndNotMarkers() {
    new SchemaRegistration(serdes.registry()).registerAll();
    for (int i = 0; i < 5; i++) {
      log.append(Topics.FACTS_CHANGES, TestFacts.change("checkout", "a"), null);
      log.appendMarker(Topics.FACTS_CHANGES);
    }
    log.limitPolls(2);

    TopicCounter counter = new TopicCounter(log);
    assertThat(counter.count(Topics.FACTS_CHANGES.name())).isEqualTo(5);
    assertThat(counter.count(Topics.METRICS_DORA.name())).isZero();
    assertThat(counter.count("plumbline.no.such.topic")).isNull();
  }

  @Test
  void shouldDescribeContract() throws Exception {
    String json = TopicsApi.json(new TopicCounter(log));
    assertThat(json)
        .contains(
            "{\"name\":\"plumbline.facts.changes\",\"key\":\"ChangeKey\","
                + "\"values\":[\"Change\"],\"partitions\":4,"
                + "\"policy\":\"compact\",\"records\":0}")
        .contains("\"policy\":\"keep-all\"");
  }

  @Test
  void shouldListEveryGenerationThereIs() throws Exception {
    LogConsumer log = new LogConsumer(serdes, Family.DELIVERY.outputs(12));
    String json = TopicsApi.json(new TopicCounter(log));

    assertThat(json)
        .contains("{\"name\":\"plumbline.metrics.dora.g12\",\"key\":\"MetricKey\"")
        .contains("{\"name\":\"plumbline.metrics.ops-demand\"")
        .doesNotContain("\"plumbline.metrics.dora\"");
  }
}
