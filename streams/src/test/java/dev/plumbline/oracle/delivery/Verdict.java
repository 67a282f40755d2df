package dev.plumbline.oracle.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What speaks against a deployment, and how it ended. */
final class Verdict {

  static final List<String> FAILURES =
      List.of("failed-status", "rollback", "revert", "hotfix", "linked-incident", "time-window");
  static final List<String> REWORK = List.of("rollback", "hotfix", "revert", "incident-response");

  static final Verdict NONE = new Verdict();

  final Set<String> failures = new TreeSet<>();
  final Set<String> rework = new TreeSet<>();
  final Set<String> incidents = new TreeSet<>();
  final Set<String> changes = new TreeSet<>();
  Instant failedAt;
  Instant recoveredAt;
  String recoveredBy;
  String rolledBackTo;

  boolean isFailure() {
    return !failures.isEmpty();
  }

  List<String> failuresInOrder() {
    return FAILURES.stream().filter(failures::contains).toList();
  }

  List<String> reworkInOrder() {
    return REWORK.stream().filter(rework::contains).toList();
  }
}
