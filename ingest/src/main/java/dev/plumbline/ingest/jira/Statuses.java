package dev.plumbline.ingest.jira;

import dev.plumbline.event.TicketState;
import dev.plumbline.ingest.payload.Field;
import org.jspecify.annotations.Nullable;

/** Statuses have any names; the class that Jira puts each of them in is one of three. */
final class Statuses {

  private Statuses() {}

  /** The state of a status, null if it does not say its class. */
  static @Nullable TicketState state(Field status) {
    String category = status.at("statusCategory").at("key").word();
    if (category == null) {
      return null;
    }
    return switch (category) {
      case "new" -> TicketState.NEW;
      case "indeterminate" -> TicketState.IN_PROGRESS;
      case "done" -> TicketState.DONE;
      default -> null;
    };
  }
}
