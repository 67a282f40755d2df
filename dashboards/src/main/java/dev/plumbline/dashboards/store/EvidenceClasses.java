package dev.plumbline.dashboards.store;

import java.util.List;
import java.util.stream.Stream;

/** Why deployments fail or were not planned: the classes that {@code parts} are named by. */
public final class EvidenceClasses {

  /** Of failed deployments, in the order in which they are joined. */
  public static final List<String> FAILURES =
      List.of("failed-status", "rollback", "revert", "hotfix", "linked-incident", "time-window");

  /** Of deployments that were not planned, in the order in which they are joined. */
  public static final List<String> REWORK =
      List.of("rollback", "hotfix", "revert", "incident-response");

  private EvidenceClasses() {}

  /** All names, each once. */
  public static List<String> all() {
    return Stream.concat(FAILURES.stream(), REWORK.stream()).distinct().toList();
  }
}
