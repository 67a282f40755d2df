package dev.plumbline.ingest.jira;

import dev.plumbline.event.TicketKey;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.payload.Field;
import dev.plumbline.ingest.payload.StrictJson;
import dev.plumbline.ingest.payload.UnusablePayloadException;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.topic.Topics;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the webhooks of Jira Cloud and Jira Data Center: issues created, updated and deleted.
 *
 * <p>Events about comments, worklogs, links and the like are ignored: where they carry the issue at
 * all it is cut short, without a clock, and every change of an issue has an event of its own.
 */
public final class JiraMapper implements DeliveryMapper {

  private static final String CREATED = "jira:issue_created";
  private static final String UPDATED = "jira:issue_updated";
  private static final String DELETED = "jira:issue_deleted";
  private static final Pattern SANE_NAME = Pattern.compile("[a-z][a-z_:-]{0,63}");

  private final Issues issues;

  public JiraMapper(Pseudonyms pseudonyms) {
    this.issues = new Issues(pseudonyms);
  }

  @Override
  public Mapping map(Delivery delivery) {
    try {
      return map(delivery.source(), StrictJson.object(delivery.body()));
    } catch (UnusablePayloadException e) {
      return new Mapping.Unusable(String.valueOf(e.getMessage()));
    }
  }

  private Mapping map(String source, Field body) {
    String kind = kind(body);
    TicketObserved.@Nullable Builder ticket =
        switch (kind) {
          case CREATED -> issues.read(source, body);
          case UPDATED -> issues.read(source, body).setTransitions(Changelog.transitions(body));
          case DELETED -> issues.readDeleted(source, body);
          default -> null;
        };
    return ticket == null
        ? new Mapping.Ignored(SANE_NAME.matcher(kind).matches() ? kind : "unknown")
        : new Mapping.Mapped(kind, List.of(event(ticket.build())));
  }

  /** Very old servers send an issue without saying why. */
  private static String kind(Field body) {
    String kind = body.at("webhookEvent").word();
    if (kind == null && body.at("issue").isPresent()) {
      return UPDATED;
    }
    return kind == null ? body.at("webhookEvent").requireText() : kind;
  }

  private static Event<?, ?> event(TicketObserved ticket) {
    TicketKey key = new TicketKey(ticket.getSource(), ticket.getTicket());
    return new Event<>(Topics.EVENTS_TICKETS, key, ticket);
  }
}
