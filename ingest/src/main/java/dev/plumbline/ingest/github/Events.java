package dev.plumbline.ingest.github;

import dev.plumbline.event.MembershipObserved;
import dev.plumbline.event.PersonKey;
import dev.plumbline.event.TicketKey;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.topic.Topics;
import org.apache.avro.specific.SpecificRecord;

/** Puts events under their topics and keys. */
final class Events {

  private Events() {}

  static Event<?, ?> git(Occurrence occurrence, SpecificRecord value) {
    return new Event<>(Topics.EVENTS_GIT, occurrence.key(), value);
  }

  static Event<?, ?> delivery(Occurrence occurrence, SpecificRecord value) {
    return new Event<>(Topics.EVENTS_DELIVERY, occurrence.key(), value);
  }

  static Event<?, ?> ticket(TicketObserved value) {
    TicketKey key = new TicketKey(value.getSource(), value.getTicket());
    return new Event<>(Topics.EVENTS_TICKETS, key, value);
  }

  static Event<?, ?> membership(MembershipObserved value) {
    PersonKey key = new PersonKey(value.getSource(), value.getPerson());
    return new Event<>(Topics.EVENTS_PEOPLE, key, value);
  }
}
