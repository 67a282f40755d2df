package dev.plumbline.standalone.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A team.
 *
 * @param kind stream, platform, ops or enabling
 * @param adopted first day on the platform, null for never
 * @param leadTimeHours median lead time of its changes without platform
 * @param queues where it receives tickets, as source and name
 */
record Team(
    String id,
    String kind,
    @Nullable LocalDate adopted,
    double leadTimeHours,
    List<String> queues) {

  static final String STREAM = "stream";

  boolean isStream() {
    return kind.equals(STREAM);
  }

  /** Whether the team is on the platform at that time. */
  boolean hasAdoptedBy(Instant time) {
    return adopted != null && !WorkCalendar.day(time).isBefore(adopted);
  }

  /** The factor if the team is on the platform at that time, else 1. */
  double factor(Instant time, double factor) {
    return hasAdoptedBy(time) ? factor : 1;
  }
}
