package dev.plumbline.ingest.github;

import dev.plumbline.event.TicketObserved;
import dev.plumbline.event.TicketState;
import dev.plumbline.event.TicketTransition;
import dev.plumbline.event.TransitionField;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.payload.Field;
import dev.plumbline.ingest.ticket.Trailers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An issue, which is a ticket in the queue of its repository. GitHub also speaks of pull requests
 * as issues; those are no tickets.
 *
 * <p>A transferred issue is a new one in the other repository, with an id of its own: the old one
 * is withdrawn and the new one observed, so that it stays one ticket whichever of the two
 * repositories sends its events here.
 */
final class IssueEvents implements EventKind {

  private final Accounts accounts;

  IssueEvents(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public List<Event<?, ?>> read(Occurrence occurrence) {
    Field issue = occurrence.body().at("issue").requireObject();
    if (issue.at("pull_request").isPresent()) {
      return List.of();
    }
    boolean isGone = occurrence.isAction("deleted") || occurrence.isAction("transferred");
    List<Event<?, ?>> events = new ArrayList<>();
    events.add(
        Events.ticket(
            ticket(occurrence, issue, occurrence.repositoryName())
                .setTransitions(transitions(occurrence, issue))
                .setWithdrawn(isGone ? (Boolean) true : null)
                .build()));
    addOtherHalf(occurrence, events);
    return events;
  }

  /** The other issue of a transfer, if this is one. */
  private void addOtherHalf(Occurrence occurrence, List<Event<?, ?>> events) {
    Field changes = occurrence.body().at("changes");
    Field later = changes.at("new_issue");
    if (occurrence.isAction("transferred") && later.isPresent()) {
      String queue = Occurrence.fullName(changes.at("new_repository"));
      events.add(Events.ticket(ticket(occurrence, later, queue).build()));
    }
    Field earlier = changes.at("old_issue");
    if (occurrence.isAction("opened") && earlier.isPresent()) {
      String queue = Occurrence.fullName(changes.at("old_repository"));
      events.add(Events.ticket(ticket(occurrence, earlier, queue).setWithdrawn(true).build()));
    }
  }

  private TicketObserved.Builder ticket(Occurrence occurrence, Field issue, String queue) {
    TicketState state = state(issue);
    String body = issue.at("body").freeText();
    Trailers trailers = Trailers.in(body == null ? "" : body);
    return TicketObserved.newBuilder()
        .setSource(occurrence.source())
        .setTicket(issue.at("id").requireId())
        .setVersion(occurrence.version(issue.at("updated_at")))
        .setName(queue + "#" + issue.at("number").requireId())
        .setQueue(queue)
        .setKind(issue.at("type").at("name").word())
        .setLabels(labels(issue))
        .setState(state)
        .setResolution(state == TicketState.DONE ? issue.at("state_reason").word() : null)
        .setCreatedAt(issue.at("created_at").time())
        .setResolvedAt(state == TicketState.DONE ? issue.at("closed_at").time() : null)
        .setReporter(accounts.pseudonym(occurrence.source(), issue.at("user")))
        .setReporterKind(accounts.kind(issue.at("user")))
        .setCauses(issue.mentions("body") ? trailers.causes() : null)
        .setService(trailers.service())
        .setEnvironment(trailers.environment());
  }

  private static @Nullable TicketState state(Field issue) {
    String state = issue.at("state").word();
    if (state == null) {
      return null;
    }
    return switch (state) {
      case "open" -> TicketState.NEW;
      case "closed" -> TicketState.DONE;
      default -> null;
    };
  }

  private static @Nullable List<String> labels(Field issue) {
    if (!issue.at("labels").isPresent()) {
      return null;
    }
    return issue.at("labels").items().stream()
        .map(label -> label.at("name").text())
        .filter(Objects::nonNull)
        .sorted()
        .distinct()
        .toList();
  }

  private static List<TicketTransition> transitions(Occurrence occurrence, Field issue) {
    if (occurrence.isAction("closed")) {
      Field closedAt = issue.at("closed_at");
      Instant at = closedAt.isPresent() ? closedAt.time() : issue.at("updated_at").time();
      return transition(at, TicketState.NEW, TicketState.DONE);
    }
    if (occurrence.isAction("reopened")) {
      return transition(issue.at("updated_at").time(), TicketState.DONE, TicketState.NEW);
    }
    return List.of();
  }

  private static List<TicketTransition> transition(
      @Nullable Instant at, TicketState before, TicketState after) {
    return at == null
        ? List.of()
        : List.of(new TicketTransition(at, TransitionField.STATE, before.name(), after.name()));
  }
}
