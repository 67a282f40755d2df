package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.delivery.ChangeEvidence;
import dev.plumbline.delivery.EvidenceKind;
import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.streams.delivery.terms.Label;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on a service's deployments and incidents, as a function of its history and nothing
 * else: which deployments failed, which were not planned, and when each failure was over.
 */
final class Judgement {

  private final ServiceHistory history;
  private final Causes causes;
  private final Map<String, EnvironmentTimeline> timelines = new TreeMap<>();
  private final Map<DeploymentId, Verdict> verdicts = new HashMap<>();
  private final Map<ResolvedIncident, Cause> causeByIncident = new IdentityHashMap<>();

  private Judgement(ServiceHistory history, JudgementRules rules) {
    this.history = history;
    this.causes = new Causes(timelines, history.words(), rules);
  }

  /** Judges a service. */
  static Judgement of(ServiceHistory history, JudgementRules rules) {
    Judgement judgement = new Judgement(history, rules);
    judgement.judge();
    return judgement;
  }

  /** The verdict on a deployment. */
  Verdict verdict(DeploymentId id) {
    return verdicts.getOrDefault(id, Verdict.NONE);
  }

  /** What caused an incident of the history. */
  Cause cause(ResolvedIncident incident) {
    return causeByIncident.getOrDefault(incident, Cause.UNKNOWN_SERVICE);
  }

  private void judge() {
    history
        .deployments()
        .forEach(
            (id, state) ->
                timelines
                    .computeIfAbsent(id.environment(), added -> new EnvironmentTimeline())
                    .add(id, state));
    timelines.values().forEach(timeline -> new Rollbacks(this::firstContaining).judge(timeline));
    history.evidence().forEach(this::judge);
    if (history.isKnown()) {
      history.incidents().forEach(this::judge);
    }
    timelines.values().forEach(this::conclude);
  }

  private @Nullable Label firstContaining(Judged deployment) {
    String repository = deployment.state().repository();
    String sha = deployment.state().sha();
    if (repository == null || sha == null) {
      return null;
    }
    CommitWord word =
        history.words().get(new DeployedCommit(deployment.environment(), repository, sha));
    return word == null ? null : word.first();
  }

  private void judge(ChangeEvidence evidence) {
    EnvironmentTimeline timeline = timelines.get(evidence.getEnvironment());
    Judged carrier = timeline == null ? null : timeline.find(evidence.getDeployment());
    if (timeline == null || carrier == null || !carrier.state().isSuccessful()) {
      return; // heard of a deployment that has changed since
    }
    boolean isRevert = evidence.getKind() == EvidenceKind.REVERT;
    Judged blamed =
        isRevert ? timeline.find(evidence.getBlamed()) : timeline.successBefore(carrier);
    String change = (isRevert ? "revert:" : "hotfix:") + evidence.getSha();
    if (blamed != null) {
      blamed.fail(isRevert ? FailureClass.REVERT : FailureClass.HOTFIX, carrier);
      blamed.note(change);
    }
    if (!timeline.isFirst(carrier)) {
      carrier.rework(isRevert ? ReworkClass.REVERT : ReworkClass.HOTFIX);
      carrier.note(change);
    }
  }

  private void judge(ResolvedIncident incident) {
    Long startedAt = incident.getStartedAt();
    if (startedAt == null) {
      causeByIncident.put(incident, Cause.START_UNKNOWN);
      return;
    }
    Causes.Found found = causes.find(incident, startedAt);
    if (found == null) {
      causeByIncident.put(incident, Cause.NO_DEPLOYMENT);
      return;
    }
    Judged cause = found.deployment();
    causeByIncident.put(incident, new Cause(cause.id(), found.by(), null));
    boolean isWindow = found.by().equals("window");
    cause.fail(isWindow ? FailureClass.TIME_WINDOW : FailureClass.LINKED_INCIDENT, incident);
    judgeResponse(incident, startedAt, cause);
  }

  private void judgeResponse(ResolvedIncident incident, long startedAt, Judged cause) {
    Long resolvedAt = resolvedAt(incident);
    EnvironmentTimeline timeline = timelines.get(cause.environment());
    if (resolvedAt == null || timeline == null) {
      return;
    }
    Judged last = timeline.latestSuccessAt(resolvedAt);
    if (last != null
        && last.place().finishedAt() > startedAt
        && cause.place().isEarlierThan(last.place())) {
      last.rework(ReworkClass.INCIDENT_RESPONSE);
    }
  }

  private void conclude(EnvironmentTimeline timeline) {
    Judged nextGood = null;
    for (Judged deployment : timeline.finishedLatestFirst()) {
      verdicts.put(deployment.id(), deployment.verdict(timeline.isFirst(deployment), nextGood));
      if (!deployment.hasFailed()) {
        nextGood = deployment;
      }
    }
  }

  /** When an incident was over; what a source says of that counts only while it is resolved. */
  static @Nullable Long resolvedAt(ResolvedIncident incident) {
    return incident.getState().equals("RESOLVED") ? incident.getResolvedAt() : null;
  }
}
