package dev.plumbline.streams.opsdemand.tickets;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where and for which day a ticket's owner is asked for.
 *
 * @param queue the queue that the ticket is in now, as its source names it
 * @param createdOn the day of its creation in UTC
 */
record Place(String queue, LocalDate createdOn) {

  static Place of(String queue, long createdAt) {
    return new Place(queue, LocalDate.ofInstant(Instant.ofEpochMilli(createdAt), ZoneOffset.UTC));
  }
}
