package dev.plumbline.standalone.demo;

import static dev.plumbline.standalone.demo.Json.githubTime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Webhooks in the shape of PagerDuty's version 3. */
final class PagerdutyPayloads {

  private static final String PAGE = "https://acme.pagerduty.example/";
  private static final String API = "https://api.pagerduty.com/";

  DemoDelivery triggered(Incident incident) {
    return delivery("triggered", incident, "triggered", incident.startedAt());
  }

  DemoDelivery resolved(Incident incident) {
    return delivery("resolved", incident, "resolved", incident.resolvedAt());
  }

  private static DemoDelivery delivery(
      String kind, Incident incident, String status, Instant occurredAt) {
    UUID id = UUID.nameUUIDFromBytes((incident.id() + kind).getBytes(StandardCharsets.UTF_8));
    ObjectNode body = Json.object();
    ObjectNode event = body.putObject("event");
    event
        .put("id", id.toString())
        .put("event_type", "incident." + kind)
        .put("resource_type", "incident")
        .put("occurred_at", githubTime(occurredAt));
    event.putNull("agent");
    event.putNull("client");
    ObjectNode data = event.putObject("data");
    data.put("id", incident.id())
        .put("type", "incident")
        .put("self", API + "incidents/" + incident.id())
        .put("html_url", PAGE + "incidents/" + incident.id())
        .put("number", number(incident))
        .put("status", status)
        .put("incident_key", incident.id())
        .put("created_at", githubTime(incident.startedAt()))
        .put("title", "Something is wrong")
        .put("urgency", "high")
        .put("resolve_reason", (String) null);
    Service service = incident.release().service();
    data.putObject("service")
        .put("html_url", PAGE + "services/" + serviceId(service))
        .put("id", serviceId(service))
        .put("self", API + "services/" + serviceId(service))
        .put("summary", service.id())
        .put("type", "service_reference");
    data.putArray("assignees");
    data.putArray("teams");
    return new DemoDelivery(
        Simulation.PAGERDUTY, Map.of("X-Webhook-Id", "acme-demo"), Json.bytes(body));
  }

  private static int number(Incident incident) {
    return (1 + incident.release().service().index()) * 10_000 + incident.release().number();
  }

  private static String serviceId(Service service) {
    return "PSVC%03d".formatted(service.index());
  }
}
