package dev.plumbline.ingest.pagerduty;

import dev.plumbline.event.IncidentKey;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.IncidentState;
import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.payload.Field;
import dev.plumbline.ingest.payload.StrictJson;
import dev.plumbline.ingest.payload.UnusablePayloadException;
import dev.plumbline.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads PagerDuty's events of incidents. Most carry the incident as it is; notes, status updates
 * and responders only name it, so they say no more than that it exists. Titles, notes and people
 * end here.
 */
public final class PagerDutyMapper implements DeliveryMapper {

  private static final String TRIGGERED = "incident.triggered";
  private static final String RESOLVED = "incident.resolved";
  private static final String PING = "pagey.ping";
  private static final String INCIDENT = "incident";

  /** Events whose data is the incident. */
  private static final Set<String> OF_INCIDENTS =
      Set.of(
          TRIGGERED,
          RESOLVED,
          "incident.acknowledged",
          "incident.unacknowledged",
          "incident.reopened",
          "incident.escalated",
          "incident.reassigned",
          "incident.delegated",
          "incident.priority_updated",
          "incident.service_updated",
          "incident.incident_type.changed");

  /** Events whose data is about an incident. */
  private static final Set<String> ABOUT_INCIDENTS =
      Set.of(
          "incident.annotated",
          "incident.status_update_published",
          "incident.responder.added",
          "incident.responder.replied");

  private static final Pattern SANE_NAME = Pattern.compile("[a-z][a-z_.]{0,63}");

  @Override
  public Mapping map(Delivery delivery) {
    try {
      Field event = StrictJson.object(delivery.body()).at("event").requireObject();
      return map(delivery.source(), event);
    } catch (UnusablePayloadException e) {
      return new Mapping.Unusable(String.valueOf(e.getMessage()));
    }
  }

  private static Mapping map(String source, Field event) {
    String kind = event.at("event_type").requireText();
    if (kind.equals(PING)) {
      return new Mapping.Mapped(kind, List.of());
    }
    if (!OF_INCIDENTS.contains(kind) && !ABOUT_INCIDENTS.contains(kind)) {
      return new Mapping.Ignored(SANE_NAME.matcher(kind).matches() ? kind : "unknown");
    }
    Instant occurredAt = event.at("occurred_at").requireTime();
    Field data = event.at("data").requireObject();
    Field incident = OF_INCIDENTS.contains(kind) ? data : data.at(INCIDENT).requireObject();
    IncidentObserved.Builder observed =
        IncidentObserved.newBuilder()
            .setSource(source)
            .setIncident(incident.at("id").requireId())
            .setVersion(occurredAt.toEpochMilli());
    if (OF_INCIDENTS.contains(kind)) {
      read(kind, incident, occurredAt, observed);
    }
    IncidentKey key = new IncidentKey(source, observed.getIncident());
    return new Mapping.Mapped(
        kind, List.of(new Event<>(Topics.EVENTS_INCIDENTS, key, observed.build())));
  }

  private static void read(
      String kind, Field incident, Instant occurredAt, IncidentObserved.Builder observed) {
    IncidentState state = state(incident.at("status"));
    Instant createdAt = incident.at("created_at").time();
    observed
        .setName(incident.at("number").id())
        .setService(incident.at("service").at("id").text())
        .setServiceName(incident.at("service").at("summary").text())
        .setState(state)
        .setStartedAt(createdAt == null && kind.equals(TRIGGERED) ? occurredAt : createdAt)
        .setResolvedAt(resolvedAt(kind, incident, occurredAt))
        .setSeverity(severity(incident));
  }

  /** Only the event of the resolution happened when the incident was resolved. */
  private static @Nullable Instant resolvedAt(String kind, Field incident, Instant occurredAt) {
    Instant resolvedAt = incident.at("resolved_at").time();
    return resolvedAt == null && kind.equals(RESOLVED) ? occurredAt : resolvedAt;
  }

  private static @Nullable IncidentState state(Field status) {
    String word = status.word();
    if (word == null) {
      return null;
    }
    return switch (word) {
      case "triggered", "acknowledged" -> IncidentState.OPEN;
      case "resolved" -> IncidentState.RESOLVED;
      default -> null;
    };
  }

  /** Accounts without priorities have the two urgencies. */
  private static @Nullable String severity(Field incident) {
    String priority = incident.at("priority").at("summary").word();
    return priority == null ? incident.at("urgency").word() : priority;
  }
}
