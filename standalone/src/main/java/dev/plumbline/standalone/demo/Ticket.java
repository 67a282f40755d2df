package dev.plumbline.standalone.demo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket in a queue of operations, infrastructure or platform.
 *
 * @param id that survives moves
 * @param queue where it was created, as source and name
 * @param name that people use
 * @param requester the team that asks, null for a machine
 * @param isSubTask whether it is part of another ticket
 * @param isDuplicate whether it was closed as one
 * @param changes in their order
 */
record Ticket(
    int id,
    String queue,
    String name,
    Kind kind,
    @Nullable Team requester,
    @Nullable Developer reporter,
    boolean isSubTask,
    boolean isDuplicate,
    Instant createdAt,
    List<Change> changes) {

  /** What a ticket is about. */
  enum Kind {
    REQUEST("Service Request"),
    QUESTION("Question"),
    INCIDENT("Incident"),
    MIGRATION("Migration"),
    ALERT("Alert");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The tracker's name of it. */
    String label() {
      return label;
    }

    /** Whether the platform takes such tickets away. */
    boolean isDemand() {
      return this == REQUEST || this == QUESTION;
    }
  }

  /** What happened to it. */
  enum Step {
    STARTED,
    RESOLVED,
    REOPENED,
    MOVED,
    DELETED
  }

  /**
   * A change.
   *
   * @param name the ticket's name from then on
   */
  record Change(Step step, Instant at, String name) {}

  boolean isAtGithub() {
    return queue.startsWith(Simulation.GITHUB + ":");
  }

  /** Whether it was deleted before the time. */
  boolean isDeletedBefore(Instant time) {
    return changes.stream()
        .anyMatch(change -> change.step() == Step.DELETED && change.at().isBefore(time));
  }
}
