package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.streams.delivery.terms.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rollbacks of an environment: successful deployments whose commit was first deployed
 * earlier than the commit that ran.
 *
 * <pre>
 *   V1 V2 V3 V1      the fourth goes back to V1; V2 failed, the first after it
 *   V1 V2 V1 V2      the third goes back; the fourth goes forward again, which is no rollback
 * </pre>
 */
final class Rollbacks {

  /** A deployment with the first one that contained its commit. */
  private record Run(Judged deployment, Label first) {}

  private final Function<Judged, @Nullable Label> firstContaining;

  /** What ran, by repository: those of others run beside it. */
  private final Map<String, List<Run>> runs = new HashMap<>();

  Rollbacks(Function<Judged, @Nullable Label> firstContaining) {
    this.firstContaining = firstContaining;
  }

  void judge(EnvironmentTimeline timeline) {
    for (Judged deployment : timeline.successes()) {
      String repository = deployment.state().repository();
      Label first = firstContaining.apply(deployment);
      if (repository != null && first != null) {
        judge(
            new Run(deployment, first),
            runs.computeIfAbsent(repository, added -> new ArrayList<>()));
      }
    }
  }

  private static void judge(Run now, List<Run> before) {
    Run failed = null;
    for (int i = before.size() - 1;
        i >= 0 && now.first().isEarlierThan(before.get(i).first());
        i--) {
      failed = before.get(i);
    }
    if (failed != null) {
      failed.deployment().fail(FailureClass.ROLLBACK, now.deployment());
      now.deployment().rollBackTo(now.first().deployment());
    }
    before.add(now);
  }
}
