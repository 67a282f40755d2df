package dev.plumbline.ingest.github;

import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.payload.UnusablePayloadException;
import java.util.List;

/** Reads one kind of GitHub's events. */
interface EventKind {

  /**
   * What the event says, in the order to send.
   *
   * @throws UnusablePayloadException if it is not what an event of the kind should be
   */
  List<Event<?, ?>> read(Occurrence occurrence);
}
