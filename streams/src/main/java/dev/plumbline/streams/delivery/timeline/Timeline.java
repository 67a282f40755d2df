package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.fact.Incident;
import dev.plumbline.fact.IncidentFactKey;
import dev.plumbline.organisation.Settings;
import dev.plumbline.streams.delivery.terms.KnownSettings;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.state.OrderedStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the deployments and incidents of services, tells the commit graph of successful deployments
 * at once, and judges the services of which anything changed in bounded slices. Deployments and
 * incidents of no known service are in no order: their rows follow from themselves. Not
 * thread-safe.
 */
public final class Timeline {

  /**
   * Where several origins tell of one deployment: a success before anything else, the earliest
   * success, else the latest end; equal ones by what they say, so that the order of arrival never
   * decides.
   */
  private static final Comparator<ResolvedDeployment> BEST_ORIGIN =
      Comparator.comparing((ResolvedDeployment origin) -> !isSuccess(origin))
          .thenComparing(Timeline::finishRank)
          .thenComparing(ResolvedDeployment::getOrigin);

  private final TimelineStore store;
  private final DirtyServices dirty;
  private final SettingsSweep sweep;
  private final WrittenRows written;
  private final KnownSettings settings;
  private final JudgementRules rules;
  private final TimelineOutput output;

  /** Entries that were visited beyond what slices allowed. */
  private long debt;

  public Timeline(OrderedStore store, TimelineOutput output) {
    this.store = new TimelineStore(store);
    this.dirty = new DirtyServices(store);
    this.sweep = new SettingsSweep(store);
    this.written = new WrittenRows(store, output);
    this.settings = new KnownSettings(store, "timeline");
    this.rules = rules(settings);
    this.output = output;
  }

  private static JudgementRules rules(KnownSettings settings) {
    return new JudgementRules() {
      @Override
      public boolean isProduction(String environment) {
        return settings.isProduction(environment);
      }

      @Override
      public long windowSeconds() {
        return settings.settings().getIncidentWindowSeconds();
      }
    };
  }

  /** Adds what one origin says of a deployment, or takes the origin away. */
  public void apply(ResolvedDeployment observed) {
    Target target = new Target(observed.getService(), observed.getEnvironment());
    String id = observed.getDeployment();
    store.putOrigin(target, observed);
    DeploymentState before = store.deployment(target, id);
    DeploymentState after =
        store.origins(target, id).stream().min(BEST_ORIGIN).map(DeploymentState::of).orElse(null);
    if (Objects.equals(before, after)) {
      return;
    }
    store.putDeployment(target, id, after);
    tellGraph(markOf(target, id, before), markOf(target, id, after));
    if (target.service().isEmpty()) {
      emitUnjudged(new DeploymentId(target.environment(), id), after);
    }
  }

  /** Takes an incident, or takes it away. */
  public void apply(ResolvedIncident incident) {
    if (store.put(incident) && incident.getService().isEmpty()) {
      Incident row = incident.getPresent() ? Rows.incident(incident, Cause.UNKNOWN_SERVICE) : null;
      output.incident(new IncidentFactKey("", incident.getSource(), incident.getIncident()), row);
    }
  }

  /** Takes the organisation's rules, null for the defaults. */
  public void apply(@Nullable Settings said) {
    if (settings.put(
        said, List.of(Settings::getEnvironmentTypes, Settings::getIncidentWindowSeconds))) {
      sweep.start();
    }
  }

  /** Whether any service is still to be judged. */
  public boolean hasWork() {
    return dirty.hasAny() || sweep.isUnderWay();
  }

  /**
   * Does pending work. A service is judged as a whole; what that takes beyond the budget is saved
   * on the next slices.
   *
   * @param budget about how many entries may be visited
   */
  public void settle(int budget) {
    debt = Math.max(0, debt - budget);
    if (debt > 0) {
      return;
    }
    sweep.run(budget, this::emitUnjudged);
    for (String service = dirty.any(); service != null; service = dirty.any()) {
      dirty.remove(service);
      debt += 1 + judge(service);
      if (debt >= budget) {
        return;
      }
    }
  }

  private int judge(String service) {
    ServiceHistory history = store.history(service);
    Judgement judgement = Judgement.of(history, rules);
    Map<DeploymentId, Deployment> deployments = new HashMap<>();
    history
        .deployments()
        .forEach((id, state) -> deployments.put(id, row(history, id, state, judgement)));
    Map<ResolvedIncident, Incident> incidents = new IdentityHashMap<>();
    history
        .incidents()
        .forEach(
            incident ->
                incidents.put(incident, Rows.incident(incident, judgement.cause(incident))));
    written.deployments(service, deployments);
    written.incidents(service, incidents);
    written.questions(service, Questions.of(history, rules));
    sweep.note(service, history.size() > 0);
    return history.size();
  }

  private Deployment row(
      ServiceHistory history, DeploymentId id, DeploymentState state, Judgement judgement) {
    CommitWord word =
        state.repository() == null || state.sha() == null
            ? null
            : history
                .words()
                .get(new DeployedCommit(id.environment(), state.repository(), state.sha()));
    String type = settings.typeOf(id.environment());
    return Rows.deployment(history.service(), state, judgement.verdict(id), word, type);
  }

  private void emitUnjudged(DeploymentId id, @Nullable DeploymentState state) {
    String type = settings.typeOf(id.environment());
    output.deployment(
        new DeploymentKey("", id.environment(), id.deployment()),
        state == null ? null : Rows.deployment("", state, Verdict.NONE, null, type));
  }

  private static boolean isSuccess(ResolvedDeployment origin) {
    return origin.getStatus().equals("SUCCEEDED") && origin.getFinishedAt() != null;
  }

  private static long finishRank(ResolvedDeployment origin) {
    Long finishedAt = origin.getFinishedAt();
    if (finishedAt == null) {
      return Long.MAX_VALUE;
    }
    return isSuccess(origin) ? finishedAt : -finishedAt;
  }

  private void tellGraph(@Nullable DeploymentMark before, @Nullable DeploymentMark after) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (before != null) {
      output.mark(DeploymentMark.newBuilder(before).setPresent(false).build());
    }
    if (after != null) {
      output.mark(after);
    }
  }

  private static @Nullable DeploymentMark markOf(
      Target target, String id, @Nullable DeploymentState state) {
    Label label = state == null ? null : state.label(id);
    if (state == null
        || label == null
        || state.repository() == null
        || state.sha() == null
        || target.service().isEmpty()) {
      return null;
    }
    return new DeploymentMark(
        state.repository(),
        target.service(),
        target.environment(),
        id,
        true,
        state.sha(),
        label.finishedAt());
  }
}
