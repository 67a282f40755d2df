package dev.plumbline.standalone.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.event.IncidentKey;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.IncidentState;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.standalone.running.Records;
import dev.plumbline.standalone.running.SharedInstance;
import dev.plumbline.standalone.running.SharedInstance.Running;
import dev.plumbline.topic.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From PagerDuty and from a pipeline to the topic of incidents, through an instance. */
@ExtendWith(SharedInstance.class)
class IncidentsToTopicTest {

  private static final Path PAYLOADS =
      Path.of("..", "ingest", "src", "test", "resources", "pagerduty");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void shouldBringPagerDutysIncidentToTopic(Running instance) throws Exception {
    Sender sender = new Sender(instance.commands().port() + 1, instance.folder());

    HttpResponse<String> triggered = sender.pagerDuty(payload("triggered")).join();
    HttpResponse<String> resolved = sender.pagerDuty(payload("resolved")).join();
    HttpResponse<String> again = sender.pagerDuty(payload("resolved")).join();

    assertThat(List.of(triggered.statusCode(), resolved.statusCode(), again.statusCode()))
        .containsExactly(202, 202, 200);
    IncidentKey key = new IncidentKey("pagerduty", "QTOPIC");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(incidents(instance, key)).hasSize(2));
    List<IncidentObserved> incidents = incidents(instance, key);
    assertThat(incidents)
        .extracting(IncidentObserved::getState)
        .containsExactly(IncidentState.OPEN, IncidentState.RESOLVED);
    assertThat(incidents.get(1).getService()).isEqualTo("PSVC01");
    assertThat(incidents.get(1).getStartedAt()).isEqualTo(Instant.parse("2026-03-02T09:15:04Z"));
    assertThat(incidents.get(1).getResolvedAt()).isEqualTo(Instant.parse("2026-03-02T10:01:00Z"));
  }

  @Test
  void shouldBringReportOfPipelineToTopic(Running instance) throws Exception {
    Sender sender = new Sender(instance.commands().port() + 1, instance.folder());

    HttpResponse<String> accepted =
        sender
            .report(
                """
                {"id":"INC-TOPIC","service":"incidents-to-topic","state":"open",
                 "started_at":"2026-03-01T08:00:00Z","causes":{"deployments":["d-1"]}}""")
            .join();
    HttpResponse<String> wrong = sender.report("{\"id\":\"INC-TOPIC\"}").join();

    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(wrong.statusCode()).isEqualTo(400);
    IncidentKey key = new IncidentKey("incidents", "INC-TOPIC");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(incidents(instance, key)).hasSize(1));
    IncidentObserved incident = incidents(instance, key).get(0);
    assertThat(incident.getService()).isEqualTo("incidents-to-topic");
    assertThat(incident.getCauses().getDeployments()).containsExactly("d-1");
  }

  private static List<IncidentObserved> incidents(Running instance, IncidentKey key) {
    AvroSerdes serdes = AvroSerdes.on(instance.addresses().registry());
    var keys = serdes.key(IncidentKey.class).deserializer();
    var values = serdes.value(IncidentObserved.class).deserializer();
    return new Records(instance.addresses().kafka())
        .read(Topics.EVENTS_INCIDENTS).stream()
            .filter(record -> keys.deserialize(record.topic(), record.key()).equals(key))
            .map(record -> (IncidentObserved) values.deserialize(record.topic(), record.value()))
            .toList();
  }

  private static String payload(String what) throws IOException {
    return Files.readString(PAYLOADS.resolve("incident-" + what + ".json"))
        .replace("Q0INC7", "QTOPIC");
  }
}
