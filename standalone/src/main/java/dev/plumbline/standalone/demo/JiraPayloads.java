package dev.plumbline.standalone.demo;

import static dev.plumbline.standalone.demo.Json.jiraTime;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.standalone.demo.Ticket.Change;
import dev.plumbline.standalone.demo.Ticket.Step;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Webhooks in the shape of those of Jira Cloud. */
final class JiraPayloads {

  private static final String SITE = "https://acme.atlassian.example/rest/api/2/";

  /** A status with its class and number. */
  private enum Status {
    OPEN("Open", "1", "new", 2),
    IN_PROGRESS("In Progress", "3", "indeterminate", 4),
    DONE("Done", "10001", "done", 3);

    private final String label;
    private final String id;
    private final String category;
    private final int categoryId;

    Status(String label, String id, String category, int categoryId) {
      this.label = label;
      this.id = id;
      this.category = category;
      this.categoryId = categoryId;
    }
  }

  /** How a ticket stands after some of its changes. */
  private record Standing(String name, Status status, @Nullable Instant resolvedAt) {}

  DemoDelivery created(Ticket ticket) {
    Standing standing = new Standing(ticket.name(), Status.OPEN, null);
    ObjectNode body = body("jira:issue_created", ticket, standing, ticket.createdAt());
    body.put("issue_event_type_name", "issue_created");
    return delivery(ticket, "created", body);
  }

  /** The change at a position of the ticket's changes. */
  DemoDelivery changed(Ticket ticket, int position) {
    Change change = ticket.changes().get(position);
    Standing before = standing(ticket, position);
    Standing after = standing(ticket, position + 1);
    String id = change.step() + "-" + position;
    if (change.step() == Step.DELETED) {
      return delivery(
          ticket,
          id,
          body("jira:issue_deleted", ticket, before, lastChange(ticket, position), change.at()));
    }
    ObjectNode body = body("jira:issue_updated", ticket, after, change.at());
    body.put(
        "issue_event_type_name", change.step() == Step.MOVED ? "issue_moved" : "issue_generic");
    ObjectNode changelog = body.putObject("changelog");
    changelog.put("id", String.valueOf(ticket.id() * 10L + position));
    ArrayNode items = changelog.putArray("items");
    if (change.step() == Step.MOVED) {
      item(items, "project", "10000", project(before.name()), "10001", project(after.name()));
      item(items, "Key", null, before.name(), null, after.name());
    }
    if (before.status() != after.status()) {
      item(
          items,
          "status",
          before.status().id,
          before.status().label,
          after.status().id,
          after.status().label);
    }
    if ((before.resolvedAt() == null) != (after.resolvedAt() == null)) {
      String resolution = resolution(ticket);
      boolean isResolved = after.resolvedAt() != null;
      item(
          items,
          "resolution",
          isResolved ? null : "10000",
          isResolved ? null : resolution,
          isResolved ? "10000" : null,
          isResolved ? resolution : null);
    }
    return delivery(ticket, id, body);
  }

  /** Says nothing that is used. */
  DemoDelivery commented(Ticket ticket) {
    Instant at = ticket.createdAt().plusSeconds(600);
    ObjectNode body =
        Json.object().put("timestamp", at.toEpochMilli()).put("webhookEvent", "comment_created");
    body.putObject("comment").put("id", "1").put("body", "We are on it.");
    body.putObject("issue").put("id", String.valueOf(ticket.id())).put("key", ticket.name());
    return delivery(ticket, "comment", body);
  }

  /** An issue without the key that people call it by. */
  DemoDelivery withoutKey(Ticket ticket) {
    Standing standing = new Standing(ticket.name(), Status.OPEN, null);
    ObjectNode body = body("jira:issue_created", ticket, standing, ticket.createdAt());
    ((ObjectNode) body.path("issue")).remove("key");
    return delivery(ticket, "keyless", body);
  }

  /** A list where an object is expected. */
  DemoDelivery noObject(Ticket ticket) {
    DemoDelivery whole = created(ticket);
    String list = "[" + new String(whole.body(), StandardCharsets.UTF_8) + "]";
    return new DemoDelivery(whole.source(), whole.headers(), list.getBytes(StandardCharsets.UTF_8));
  }

  private static Instant lastChange(Ticket ticket, int position) {
    return position == 0 ? ticket.createdAt() : ticket.changes().get(position - 1).at();
  }

  private static Standing standing(Ticket ticket, int changes) {
    Standing standing = new Standing(ticket.name(), Status.OPEN, null);
    for (Change change : ticket.changes().subList(0, changes)) {
      standing =
          switch (change.step()) {
            case STARTED -> new Standing(change.name(), Status.IN_PROGRESS, null);
            case RESOLVED -> new Standing(change.name(), Status.DONE, change.at());
            case REOPENED -> new Standing(change.name(), Status.OPEN, null);
            case MOVED -> new Standing(change.name(), standing.status(), standing.resolvedAt());
            case DELETED -> standing;
          };
    }
    return standing;
  }

  private static ObjectNode body(String event, Ticket ticket, Standing standing, Instant at) {
    return body(event, ticket, standing, at, at);
  }

  private static ObjectNode body(
      String event, Ticket ticket, Standing standing, Instant updatedAt, Instant sentAt) {
    ObjectNode body =
        Json.object().put("timestamp", sentAt.toEpochMilli()).put("webhookEvent", event);
    body.set("user", user(ticket.reporter()));
    ObjectNode issue = body.putObject("issue");
    issue.put("id", String.valueOf(ticket.id()));
    issue.put("self", SITE + "issue/" + ticket.id()).put("key", standing.name());
    ObjectNode fields = issue.putObject("fields");
    ObjectNode type = fields.putObject("issuetype");
    type.put("self", SITE + "issuetype/" + ticket.kind().ordinal());
    type.put("id", String.valueOf(10_100 + ticket.kind().ordinal()));
    type.put("name", ticket.isSubTask() ? "Sub-task" : ticket.kind().label());
    type.put("subtask", ticket.isSubTask());
    ObjectNode project = fields.putObject("project");
    project.put("id", "10000").put("key", project(standing.name())).put("name", "Operations");
    fields.put("summary", "Please help").put("description", "We need this.");
    fields.put("created", jiraTime(ticket.createdAt())).put("updated", jiraTime(updatedAt));
    fields.put("resolutiondate", jiraTime(standing.resolvedAt()));
    if (standing.resolvedAt() == null) {
      fields.putNull("resolution");
    } else {
      fields.putObject("resolution").put("id", "10000").put("name", resolution(ticket));
    }
    ObjectNode status = fields.putObject("status");
    status.put("id", standing.status().id).put("name", standing.status().label);
    ObjectNode category = status.putObject("statusCategory");
    category.put("id", standing.status().categoryId).put("key", standing.status().category);
    category.put("name", standing.status().label);
    ArrayNode labels = fields.putArray("labels");
    Team requester = ticket.requester();
    if (requester != null) {
      labels.add("team-" + requester.id());
    }
    fields.putArray("components");
    fields.set("reporter", user(ticket.reporter()));
    fields.set("creator", user(ticket.reporter()));
    fields.putNull("assignee");
    fields.putObject("priority").put("id", "3").put("name", "Medium");
    return body;
  }

  private static ObjectNode user(@Nullable Developer developer) {
    String name = developer == null ? "alerting" : developer.login();
    return Json.object()
        .put("self", SITE + "user?accountId=" + name)
        .put("accountId", "557058:" + name)
        .put("displayName", name)
        .put("active", true)
        .put("timeZone", "Europe/Berlin")
        .put("accountType", developer == null ? "app" : "atlassian");
  }

  private static void item(
      ArrayNode items,
      String field,
      @Nullable String from,
      @Nullable String fromText,
      @Nullable String to,
      @Nullable String toText) {
    items
        .addObject()
        .put("field", field)
        .put("fieldtype", "jira")
        .put("fieldId", field.toLowerCase(java.util.Locale.ROOT))
        .put("from", from)
        .put("fromString", fromText)
        .put("to", to)
        .put("toString", toText);
  }

  private static String resolution(Ticket ticket) {
    return ticket.isDuplicate() ? "Duplicate" : "Done";
  }

  private static String project(String name) {
    return name.substring(0, name.indexOf('-'));
  }

  private static DemoDelivery delivery(Ticket ticket, String what, ObjectNode body) {
    UUID id = UUID.nameUUIDFromBytes((ticket.id() + what).getBytes(StandardCharsets.UTF_8));
    return new DemoDelivery(
        Simulation.JIRA,
        Map.of(
            "X-Atlassian-Webhook-Identifier", id.toString(), "User-Agent", "Atlassian HTTP Client"),
        Json.bytes(body));
  }
}
