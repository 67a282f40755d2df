package dev.plumbline.ingest.jira;

import dev.plumbline.event.TicketState;
import dev.plumbline.event.TicketTransition;
import dev.plumbline.event.TransitionField;
import dev.plumbline.ingest.payload.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an update changed, as far as it is kept: status, project, resolution.
 *
 * <p>A changelog names statuses and does not say their class. The status after the change is the
 * issue's own in the same payload, so its state is known. The one before is known to have been done
 * if the change took the resolution away; else it stands as {@code UNKNOWN}, and the transition
 * before this one, or nothing, says which it was.
 */
final class Changelog {

  /**
   * One entry.
   *
   * @param field whose, in lower case
   * @param before the name that people read; free text in fields that are not kept
   * @param after the name that people read
   * @param afterId the identifier behind the name after, if it has one
   */
  private record Item(String field, Field before, Field after, Field afterId) {}

  private final Field body;
  private final Instant at;
  private final List<Item> items = new ArrayList<>();

  private Changelog(Field body) {
    this.body = body;
    this.at = Issues.changedAt(body);
    for (Field item : body.at("changelog").at("items").items()) {
      addOwn(item);
    }
  }

  static List<TicketTransition> transitions(Field body) {
    Changelog changelog = new Changelog(body);
    List<TicketTransition> transitions = new ArrayList<>();
    for (Item item : changelog.items) {
      TicketTransition transition = changelog.transition(item);
      if (transition != null) {
        transitions.add(transition);
      }
    }
    return transitions;
  }

  /** A custom field may be called status, too. */
  private void addOwn(Field item) {
    String type = item.at("fieldtype").word();
    String name = item.at("field").word();
    if (name != null && (type == null || type.equals("jira"))) {
      items.add(new Item(name, item.at("fromString"), item.at("toString"), item.at("to")));
    }
  }

  private @Nullable TicketTransition transition(Item item) {
    return switch (item.field()) {
      case "status" ->
          transition(TransitionField.STATE, stateBefore().name(), stateAfter(item).name());
      case "resolution" ->
          transition(TransitionField.RESOLUTION, item.before().word(), item.after().word());
      // A move changes the project, whose names only people read, and the issue's key.
      case "key" ->
          transition(
              TransitionField.QUEUE,
              Issues.queueOf(item.before().text()),
              Issues.queueOf(item.after().text()));
      default -> null;
    };
  }

  private @Nullable TicketTransition transition(
      TransitionField field, @Nullable String before, @Nullable String after) {
    return Objects.equals(before, after) && field != TransitionField.STATE
        ? null
        : new TicketTransition(at, field, before, after);
  }

  private TicketState stateBefore() {
    boolean wasResolved =
        items.stream()
            .anyMatch(
                item ->
                    item.field().equals("resolution")
                        && item.before().word() != null
                        && item.after().word() == null);
    return wasResolved ? TicketState.DONE : TicketState.UNKNOWN;
  }

  private TicketState stateAfter(Item item) {
    Field status = body.at("issue").at("fields").at("status");
    TicketState state = Statuses.state(status);
    return state != null && isSame(item, status) ? state : TicketState.UNKNOWN;
  }

  /** By id where both have one, else by name. */
  private static boolean isSame(Item item, Field status) {
    String id = item.afterId().id();
    String own = status.at("id").id();
    if (id != null && own != null) {
      return id.equals(own);
    }
    return Objects.equals(item.after().word(), status.at("name").word());
  }
}
