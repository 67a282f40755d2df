package dev.plumbline.ingest.delivery;

import java.util.List;

/** What a mapper makes of a delivery. */
public sealed interface Mapping {

  /**
   * The delivery says this.
   *
   * @param kind the source's own name of what happened, for counting, for instance "pull_request"
   * @param events in the order to send; none if the payload is well-formed and says nothing that is
   *     kept
   */
  record Mapped(String kind, List<Event<?, ?>> events) implements Mapping {
    public Mapped {
      events = List.copyOf(events);
    }
  }

  /**
   * A kind that is not used.
   *
   * @param kind the source's own name of it, as far as it is a sane name
   */
  record Ignored(String kind) implements Mapping {}

  /**
   * It should be usable and is not.
   *
   * @param reason a sentence of what was expected and what came, without a value from the payload
   */
  record Unusable(String reason) implements Mapping {}
}
