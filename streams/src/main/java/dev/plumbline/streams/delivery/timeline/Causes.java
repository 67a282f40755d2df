package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.streams.delivery.terms.Label;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the deployment that caused an incident: by what the incident names, else by its start. */
final class Causes {

  /**
   * Several environments have orders of their own; equal finishes are told apart by their names.
   */
  private static final Comparator<Judged> ACROSS_ENVIRONMENTS =
      Comparator.comparingLong((Judged deployment) -> deployment.place().finishedAt())
          .thenComparing(deployment -> new Label(0, deployment.environment()))
          .thenComparing(Judged::place);

  /** As above, but of equal finishes still the one of the greater environment is found first. */
  private static final Comparator<Judged> EARLIEST_FIRST =
      Comparator.comparingLong((Judged deployment) -> deployment.place().finishedAt())
          .thenComparing(
              deployment -> new Label(0, deployment.environment()), Comparator.reverseOrder())
          .thenComparing(Judged::place);

  private final Map<String, EnvironmentTimeline> timelines;
  private final Map<DeployedCommit, CommitWord> words;
  private final JudgementRules rules;

  Causes(
      Map<String, EnvironmentTimeline> timelines,
      Map<DeployedCommit, CommitWord> words,
      JudgementRules rules) {
    this.timelines = timelines;
    this.words = words;
    this.rules = rules;
  }

  /** What was found, with the deployment itself. */
  record Found(Judged deployment, String by) {}

  /** The cause of an incident that began at the instant, null when there is none. */
  @Nullable Found find(ResolvedIncident incident, long startedAt) {
    List<EnvironmentTimeline> concerned = concerned(incident.getEnvironment());
    Found found = linked("deployment", named(incident, concerned), startedAt);
    if (found == null) {
      found = linked("commit", firstContaining(incident), startedAt);
    }
    if (found == null) {
      found = linked("version", ofVersion(incident, concerned), startedAt);
    }
    return found == null ? inWindow(concerned, startedAt) : found;
  }

  /** Whether an incident that names the environment, or none, speaks of this one. */
  private boolean isConcerned(@Nullable String named, String environment) {
    return named == null ? rules.isProduction(environment) : named.equals(environment);
  }

  private List<EnvironmentTimeline> concerned(@Nullable String named) {
    return timelines.entrySet().stream()
        .filter(timeline -> isConcerned(named, timeline.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Stream<Judged> named(
      ResolvedIncident incident, List<EnvironmentTimeline> concerned) {
    return incident.getDeployments().stream()
        .flatMap(id -> concerned.stream().map(timeline -> timeline.find(id)))
        .filter(Objects::nonNull);
  }

  private Stream<Judged> firstContaining(ResolvedIncident incident) {
    if (incident.getCommits().isEmpty()) {
      return Stream.empty();
    }
    return words.entrySet().stream()
        .filter(word -> incident.getCommits().contains(word.getKey().sha()))
        .filter(word -> isConcerned(incident.getEnvironment(), word.getKey().environment()))
        .map(word -> deploymentOf(word.getKey(), word.getValue().first()))
        .filter(Objects::nonNull);
  }

  private @Nullable Judged deploymentOf(DeployedCommit commit, @Nullable Label first) {
    EnvironmentTimeline timeline = timelines.get(commit.environment());
    return timeline == null || first == null ? null : timeline.find(first.deployment());
  }

  private static Stream<Judged> ofVersion(
      ResolvedIncident incident, List<EnvironmentTimeline> concerned) {
    Collection<String> versions = incident.getVersions();
    if (versions.isEmpty()) {
      return Stream.empty();
    }
    return concerned.stream()
        .flatMap(timeline -> timeline.finished().stream())
        .filter(deployment -> isOf(versions, deployment));
  }

  private static boolean isOf(Collection<String> versions, Judged deployment) {
    String release = deployment.state().release();
    return versions.contains(deployment.place().deployment())
        || (release != null && versions.contains(release));
  }

  /** Of several the latest that had finished by then, or if none had, the first. */
  private static @Nullable Found linked(String by, Stream<Judged> candidates, long startedAt) {
    List<Judged> all = candidates.toList();
    return all.stream()
        .filter(deployment -> deployment.place().finishedAt() <= startedAt)
        .max(ACROSS_ENVIRONMENTS)
        .or(() -> all.stream().min(EARLIEST_FIRST))
        .map(deployment -> new Found(deployment, by))
        .orElse(null);
  }

  private @Nullable Found inWindow(List<EnvironmentTimeline> concerned, long startedAt) {
    return concerned.stream()
        .map(timeline -> timeline.latestAt(startedAt))
        .filter(Objects::nonNull)
        .max(ACROSS_ENVIRONMENTS)
        .filter(latest -> startedAt - latest.place().finishedAt() <= rules.windowSeconds() * 1_000)
        .map(latest -> new Found(latest, "window"))
        .orElse(null);
  }
}
