package dev.plumbline.ingest.incident;

import dev.plumbline.event.IncidentKey;
import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.topic.Topics;
import dev.plumbline.validation.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads reports that the door has accepted. An incident belongs to the source that reported it: the
 * same id of another source is another incident.
 */
public final class IncidentsMapper implements DeliveryMapper {

  private static final String KIND = "incident";

  @Override
  public Mapping map(Delivery delivery) {
    try {
      List<Event<?, ?>> events = new ArrayList<>();
      for (IncidentReport report : IncidentReports.read(delivery.body())) {
        IncidentKey key = new IncidentKey(delivery.source(), report.id());
        events.add(new Event<>(Topics.EVENTS_INCIDENTS, key, report.observed(delivery.source())));
      }
      return new Mapping.Mapped(KIND, events);
    } catch (InvalidInputException e) {
      return new Mapping.Unusable(
          "Expected incidents as the door accepts them, got %d things that are wrong"
              .formatted(e.problems().size()));
    }
  }
}
