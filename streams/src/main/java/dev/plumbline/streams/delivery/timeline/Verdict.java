package dev.plumbline.streams.delivery.timeline;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a service's history says of one of its deployments.
 *
 * @param isFirst whether it is the first successful one of its environment
 * @param failures why it failed, none when it did not
 * @param rework why it was not planned, none when it was
 * @param failedAt start of the degradation in milliseconds, null when it did not fail
 * @param recoveredAt end of the degradation, null while it is open
 * @param recoveredBy the deployment that ended it, null where incidents say when it was over
 * @param incidents that it caused, as "source:incident"
 * @param changes that fail it or make it unplanned, as "revert:sha" or "hotfix:sha"
 * @param rolledBackTo of a rollback, the deployment that first contained its commit
 */
record Verdict(
    boolean isFirst,
    Set<FailureClass> failures,
    Set<ReworkClass> rework,
    @Nullable Long failedAt,
    @Nullable Long recoveredAt,
    @Nullable String recoveredBy,
    List<String> incidents,
    List<String> changes,
    @Nullable String rolledBackTo) {

  /** Of a deployment that has not finished: it is in no order. */
  static final Verdict NONE =
      new Verdict(false, Set.of(), Set.of(), null, null, null, List.of(), List.of(), null);
}
