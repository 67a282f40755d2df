package dev.plumbline.ingest.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.IncidentState;
import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Fixtures;
import dev.plumbline.ingest.delivery.MapperContract;
import dev.plumbline.ingest.delivery.Mapping;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagerDutyMapperTest extends MapperContract {

  private static final Instant CREATED = Instant.parse("2026-03-02T09:15:04Z");

  private final PagerDutyMapper mapper = new PagerDutyMapper();

  @Override
  protected String source() {
    return "pagerduty";
  }

  @Override
  protected DeliveryMapper mapper() {
    return mapper;
  }

  @Override
  protected Delivery delivery(String file) {
    return of(Fixtures.bytes("pagerduty", file));
  }

  private static Delivery of(byte[] body) {
    return Fixtures.delivery("pagerduty", Map.of("content-type", "application/json"), body);
  }

  @Test
  void shouldOpenWhenTriggeredAndResolveWhenResolved() {
    IncidentObserved triggered = incident("incident-triggered");
    IncidentObserved resolved = incident("incident-resolved");

    assertThat(triggered.getIncident()).isEqualTo("Q0INC7");
    assertThat(triggered.getState()).isEqualTo(IncidentState.OPEN);
    assertThat(triggered.getStartedAt()).isEqualTo(CREATED);
    assertThat(triggered.getResolvedAt()).isNull();
    assertThat(triggered.getVersion())
        .isEqualTo(Instant.parse("2026-03-02T09:15:04.512Z").toEpochMilli());
    assertThat(resolved.getState()).isEqualTo(IncidentState.RESOLVED);
    assertThat(resolved.getStartedAt()).isEqualTo(CREATED);
    assertThat(resolved.getResolvedAt()).isEqualTo(Instant.parse("2026-03-02T10:01:00Z"));
    assertThat(resolved.getVersion()).isGreaterThan(triggered.getVersion());
  }

  @Test
  void shouldTakeTheEventsClockWhereTheIncidentHasNone() {
    assertThat(incident("incident-triggered-without-created").getStartedAt())
        .isEqualTo(Instant.parse("2026-03-02T09:15:04.512Z"));
    assertThat(incident("incident-resolved-without-clock").getResolvedAt())
        .isEqualTo(Instant.parse("2026-03-02T10:01:00.250Z"));
  }

  @Test
  void shouldBeOpenAgainWhenReopened() {
    IncidentObserved reopened = incident("incident-reopened");

    assertThat(reopened.getState()).isEqualTo(IncidentState.OPEN);
    assertThat(reopened.getStartedAt()).isEqualTo(CREATED);
    assertThat(reopened.getResolvedAt()).isNull();
  }

  @Test
  void shouldNameServiceByIdAndName() {
    assertThat(incident("incident-acknowledged").getService()).isEqualTo("PSVC01");
    assertThat(incident("incident-acknowledged").getServiceName()).isEqualTo("Checkout API");
    assertThat(incident("incident-service_updated").getService()).isEqualTo("PSVC02");
  }

  @Test
  void shouldTellPriorityElseUrgency() {
    assertThat(incident("incident-triggered").getSeverity()).isEqualTo("high");
    assertThat(incident("incident-priority_updated").getSeverity()).isEqualTo("p2");
  }

  @Test
  void shouldSayOnlyThatItExistsWhereTheIncidentIsOnlyNamed() {
    for (String file :
        List.of(
            "incident-annotated", "incident-status_update_published", "incident-responder-added")) {
      IncidentObserved named = incident(file);

      assertThat(named.getIncident()).isEqualTo("Q0INC7");
      assertThat(named.getState()).isNull();
      assertThat(named.getStartedAt()).isNull();
      assertThat(named.getService()).isNull();
    }
  }

  @Test
  void shouldTakePingForWhatItIs() {
    assertThat(mapper.map(delivery("pagey-ping.json")))
        .isEqualTo(new Mapping.Mapped("pagey.ping", List.of()));
  }

  @Test
  void shouldIgnoreOtherKindsByName() {
    assertThat(mapper.map(delivery("service-updated.json")))
        .isEqualTo(new Mapping.Ignored("service.updated"));
    assertThat(mapper.map(of(bytes("{\"event\":{\"event_type\":\"Not a Name\"}}"))))
        .isEqualTo(new Mapping.Ignored("unknown"));
  }

  @Test
  void shouldQuarantineIncidentWithoutWhatItMustHave() {
    assertThat(mapper.map(of(bytes("{\"event\":{\"event_type\":\"incident.triggered\"}}"))))
        .isEqualTo(new Mapping.Unusable("Expected event.occurred_at to be a time, got nothing"));
    assertThat(mapper.map(of(bytes("{\"messages\":[]}"))))
        .isEqualTo(new Mapping.Unusable("Expected event to be an object, got nothing"));
  }

  private IncidentObserved incident(String file) {
    Mapping.Mapped mapped = (Mapping.Mapped) mapper.map(delivery(file + ".json"));
    assertThat(mapped.events()).hasSize(1);
    return (IncidentObserved) mapped.events().get(0).value();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
