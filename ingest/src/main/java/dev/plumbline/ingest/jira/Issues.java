package dev.plumbline.ingest.jira;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.IncidentLinks;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.ingest.payload.Field;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.ingest.ticket.Trailers;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The issue of a payload as it stands. */
final class Issues {

  private final Pseudonyms pseudonyms;

  Issues(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  TicketObserved.Builder read(String source, Field body) {
    Field issue = body.at("issue").requireObject();
    Field fields = issue.at("fields");
    String name = issue.at("key").requireText();
    Field description = fields.at("description");
    Trailers trailers = Trailers.in(description.isText() ? orEmpty(description.freeText()) : "");
    return TicketObserved.newBuilder()
        .setSource(source)
        .setTicket(issue.at("id").requireId())
        .setVersion(changedAt(body).toEpochMilli())
        .setName(name)
        .setQueue(queue(fields.at("project"), name))
        .setKind(fields.at("issuetype").at("name").word())
        .setSubTask(fields.at("issuetype").at("subtask").flag())
        .setComponents(names(fields.at("components")))
        .setLabels(labels(fields.at("labels")))
        .setState(Statuses.state(fields.at("status")))
        .setResolution(fields.at("resolution").at("name").word())
        .setCreatedAt(fields.at("created").time())
        .setResolvedAt(fields.at("resolutiondate").time())
        .setReporter(pseudonym(source, fields.at("reporter")))
        .setReporterKind(kind(fields.at("reporter")))
        .setCauses(causes(fields, trailers))
        .setService(trailers.service())
        .setEnvironment(trailers.environment());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Null where the issue is cut short. What Jira calls affected versions are causes, too. */
  private static @Nullable IncidentLinks causes(Field fields, Trailers trailers) {
    boolean isSaid = fields.mentions("description") || fields.mentions("versions");
    List<String> versions = names(fields.at("versions"));
    return isSaid ? trailers.causes(versions == null ? List.of() : versions) : null;
  }

  /** A deletion does not touch the issue's clock; the event's own is the only one that is later. */
  TicketObserved.Builder readDeleted(String source, Field body) {
    Instant sentAt = body.at("timestamp").milliseconds();
    TicketObserved.Builder ticket = read(source, body).setWithdrawn(true);
    return sentAt == null
        ? ticket
        : ticket.setVersion(Math.max(ticket.getVersion(), sentAt.toEpochMilli()));
  }

  /** When the issue changed: its own clock, or that of the event where the issue is cut short. */
  static Instant changedAt(Field body) {
    Instant updated = body.at("issue").at("fields").at("updated").time();
    Instant changed = updated == null ? body.at("timestamp").milliseconds() : updated;
    if (changed == null) {
      throw body.at("issue").at("fields").at("updated").unexpected("a time");
    }
    return changed;
  }

  private static @Nullable String queue(Field project, String name) {
    String key = project.at("key").text();
    return key == null ? queueOf(name) : key;
  }

  /** The project's part of an issue's name. */
  static @Nullable String queueOf(@Nullable String name) {
    int dash = name == null ? -1 : name.lastIndexOf('-');
    return name == null || dash <= 0 ? null : name.substring(0, dash);
  }

  private static @Nullable List<String> names(Field entries) {
    return entries.isPresent()
        ? distinct(entries.items().stream().map(entry -> entry.at("name").text()))
        : null;
  }

  private static @Nullable List<String> labels(Field labels) {
    return labels.isPresent() ? distinct(labels.items().stream().map(Field::text)) : null;
  }

  private static List<String> distinct(Stream<@Nullable String> names) {
    return names.filter(Objects::nonNull).sorted().distinct().toList();
  }

  /** Cloud has account ids, Data Center keys, which survive a change of name, before that names. */
  private @Nullable String pseudonym(String source, Field user) {
    for (String identifier : List.of("accountId", "key", "name")) {
      String id = user.at(identifier).text();
      if (id != null) {
        return pseudonyms.ofAccount(source, id);
      }
    }
    return null;
  }

  /** Data Center does not tell people from machines. */
  private static ActorKind kind(Field user) {
    String type = user.at("accountType").word();
    if (type == null) {
      return ActorKind.UNKNOWN;
    }
    return switch (type) {
      case "app" -> ActorKind.BOT;
      case "atlassian", "customer" -> ActorKind.HUMAN;
      default -> ActorKind.UNKNOWN;
    };
  }
}
