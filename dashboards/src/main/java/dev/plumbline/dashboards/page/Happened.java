package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.store.FailedDeployment;
import dev.plumbline.dashboards.store.ProgrammePhase;
import dev.plumbline.dashboards.store.UncausedIncident;
import java.util.List;
import java.util.Set;

/**
 * What happened to a scope in the periods that are shown, as far as a page can list it.
 *
 * @param failures failed deployments, the newest first
 * @param open those that nothing had ended by the day of the question
 * @param uncaused incidents that fail no deployment, the newest first
 * @param phases of the programme, all there are
 */
record Happened(
    List<FailedDeployment> failures,
    List<FailedDeployment> open,
    List<UncausedIncident> uncaused,
    List<ProgrammePhase> phases) {

  /** How many of each are drawn one by one. */
  static final int DRAWN = 200;

  /** How many of each are listed. */
  static final int LISTED = 50;

  /** How many of each are read: one more than are drawn, for it to be told. */
  static final int READ = DRAWN + 1;

  /** Without deployments that only what is left out speaks against. */
  Happened without(Set<String> leftOut) {
    return new Happened(counted(failures, leftOut), counted(open, leftOut), uncaused, phases);
  }

  private static List<FailedDeployment> counted(
      List<FailedDeployment> failures, Set<String> leftOut) {
    return failures.stream()
        .filter(failure -> Evidence.counts(failure.evidence(), leftOut))
        .toList();
  }
}
