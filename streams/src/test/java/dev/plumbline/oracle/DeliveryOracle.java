package dev.plumbline.oracle;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.Service;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What the delivery family must say of a set of events, in whatever order they came. */
public final class DeliveryOracle {

  private record Target(String service, String environment) {}

  private record Scope(String kind, String name, String environment) {}

  /** A success with the commits that it is the first to contain. */
  private record Carrier(Success success, boolean isFirst, List<Commit> commits) {}

  private record Commit(Set<String> parents, Instant authoredAt, Instant committedAt) {
    boolean isMerge() {
      return parents.size() > 1;
    }
  }

  private record Success(Instant finishedAt, String id, String repository, String sha) {}

  private record Merged(
      String origin,
      String repository,
      String sha,
      String status,
      Instant startedAt,
      Instant finishedAt) {
    boolean succeeded() {
      return status.equals("SUCCEEDED");
    }
  }

  private static final Comparator<String> BYTES =
      Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final Map<ChangeKey, Change> changes = new HashMap<>();
  private final Map<DeploymentKey, Deployment> deployments = new HashMap<>();
  private final Map<MetricKey, MetricValue> metrics = new HashMap<>();

  private final Map<List<String>, Repository> byName = new HashMap<>();
  private final Map<String, Map<String, Commit>> commits = new TreeMap<>();
  private final Map<Target, List<Success>> successes = new HashMap<>();

  /** Computes everything. */
  public DeliveryOracle(
      Collection<Repository> repositories,
      Collection<Service> services,
      Collection<CommitObserved> commitsObserved,
      Collection<DeploymentObserved> deploymentsObserved) {
    for (Repository repository : repositories) {
      repository
          .getAliases()
          .forEach(name -> byName.put(List.of(name.getSource(), name.getRepository()), repository));
    }
    mergeCommits(commitsObserved);
    Map<DeploymentKey, Merged> merged = mergeDeployments(deploymentsObserved);
    order(merged);
    rowsOfDeployments(merged);
    rowsOfChanges(repositories);
    metricsOfScopes(services);
  }

  public Map<ChangeKey, Change> changes() {
    return changes;
  }

  public Map<DeploymentKey, Deployment> deployments() {
    return deployments;
  }

  public Map<MetricKey, MetricValue> metrics() {
    return metrics;
  }

  private String canonical(String source, String repository) {
    Repository record = byName.get(List.of(source, repository));
    return record == null ? repository : record.getRepository();
  }

  private void mergeCommits(Collection<CommitObserved> observed) {
    Map<String, Map<String, List<CommitObserved>>> bySha = new TreeMap<>();
    for (CommitObserved commit : observed) {
      bySha
          .computeIfAbsent(
              canonical(commit.getSource(), commit.getRepository()), r -> new TreeMap<>())
          .computeIfAbsent(commit.getSha(), sha -> new ArrayList<>())
          .add(commit);
    }
    bySha.forEach(
        (repository, all) ->
            all.forEach(
                (sha, observations) ->
                    commits
                        .computeIfAbsent(repository, r -> new TreeMap<>())
                        .put(sha, merged(observations))));
  }

  private static Commit merged(List<CommitObserved> observations) {
    Set<String> parents = new LinkedHashSet<>();
    for (CommitObserved observation : observations) {
      if (observation.getParents() != null) {
        parents.addAll(observation.getParents());
      }
    }
    return new Commit(
        parents,
        least(observations, CommitObserved::getAuthoredAt),
        least(observations, CommitObserved::getCommittedAt));
  }

  private static <T> Instant least(List<T> all, Function<T, Instant> field) {
    return all.stream()
        .map(field)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private Map<DeploymentKey, Merged> mergeDeployments(Collection<DeploymentObserved> observed) {
    Map<List<String>, List<DeploymentObserved>> byOrigin = new LinkedHashMap<>();
    for (DeploymentObserved deployment : observed) {
      byOrigin
          .computeIfAbsent(
              List.of(
                  deployment.getSource(), deployment.getRepository(), deployment.getDeployment()),
              origin -> new ArrayList<>())
          .add(deployment);
    }
    Map<DeploymentKey, List<Merged>> byKey = new HashMap<>();
    byOrigin.forEach(
        (origin, all) -> {
          for (Target destination : destinations(all)) {
            List<DeploymentObserved> about =
                all.stream().filter(one -> isAbout(one, destination)).toList();
            if (!Boolean.TRUE.equals(last(about, DeploymentObserved::getWithdrawn))) {
              String environment = destination.environment();
              DeploymentKey key =
                  new DeploymentKey(
                      destination.service() == null ? onlyService(origin) : destination.service(),
                      environment == null ? "" : environment,
                      origin.get(2));
              byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(outcome(origin, about));
            }
          }
        });
    Map<DeploymentKey, Merged> result = new HashMap<>();
    byKey.forEach((key, origins) -> result.put(key, best(origins)));
    return result;
  }

  /** What was named, without what is said more precisely elsewhere. */
  private static Set<Target> destinations(List<DeploymentObserved> all) {
    Set<Target> named = new HashSet<>();
    all.forEach(one -> named.add(new Target(one.getService(), one.getEnvironment())));
    Set<Target> precise = new HashSet<>(named);
    for (Target vague : named) {
      for (Target other : named) {
        if (!other.equals(vague)
            && (vague.service() == null || vague.service().equals(other.service()))
            && (vague.environment() == null || vague.environment().equals(other.environment()))) {
          precise.remove(vague);
        }
      }
    }
    return precise;
  }

  private static boolean isAbout(DeploymentObserved one, Target destination) {
    return (one.getService() == null || one.getService().equals(destination.service()))
        && (one.getEnvironment() == null || one.getEnvironment().equals(destination.environment()));
  }

  private String onlyService(List<String> origin) {
    Repository repository = byName.get(origin.subList(0, 2));
    if (repository == null) {
      return "";
    }
    Set<String> services = new HashSet<>();
    repository.getServices().forEach(service -> services.add(service.getService()));
    return services.size() == 1 ? services.iterator().next() : "";
  }

  private Merged outcome(List<String> origin, List<DeploymentObserved> all) {
    TreeMap<Integer, List<DeploymentObserved>> attempts = new TreeMap<>();
    for (DeploymentObserved one : all) {
      if (one.getStatus() != null || one.getStartedAt() != null || one.getFinishedAt() != null) {
        attempts.computeIfAbsent(one.getAttempt(), a -> new ArrayList<>()).add(one);
      }
    }
    String name = origin.get(0) + ":" + origin.get(1);
    String repository = canonical(origin.get(0), origin.get(1));
    String sha = last(all, DeploymentObserved::getSha);
    Merged lastAttempt = new Merged(name, repository, sha, "UNKNOWN", null, null);
    Merged firstSuccess = null;
    for (List<DeploymentObserved> attempt : attempts.values()) {
      DeploymentStatus status = last(attempt, DeploymentObserved::getStatus);
      Merged merged =
          new Merged(
              name,
              repository,
              sha,
              status == null ? "UNKNOWN" : status.name(),
              last(attempt, DeploymentObserved::getStartedAt),
              last(attempt, DeploymentObserved::getFinishedAt));
      lastAttempt = merged;
      if (merged.succeeded()
          && (firstSuccess == null
              || (merged.finishedAt() != null
                  && (firstSuccess.finishedAt() == null
                      || merged.finishedAt().isBefore(firstSuccess.finishedAt()))))) {
        firstSuccess = merged;
      }
    }
    return firstSuccess == null ? lastAttempt : firstSuccess;
  }

  private static Merged best(List<Merged> origins) {
    List<Merged> timed =
        origins.stream().filter(m -> m.succeeded() && m.finishedAt() != null).toList();
    if (!timed.isEmpty()) {
      return timed.stream()
          .min(Comparator.comparing(Merged::finishedAt).thenComparing(Merged::origin))
          .orElseThrow();
    }
    List<Merged> ended = origins.stream().filter(m -> m.finishedAt() != null).toList();
    if (!ended.isEmpty()) {
      Instant end =
          ended.stream().map(Merged::finishedAt).max(Comparator.naturalOrder()).orElseThrow();
      return ended.stream()
          .filter(m -> m.finishedAt().equals(end))
          .min(Comparator.comparing(Merged::origin))
          .orElseThrow();
    }
    return origins.stream().min(Comparator.comparing(Merged::origin)).orElseThrow();
  }

  private static final List<String> FINALITY =
      List.of("UNKNOWN", "PENDING", "RUNNING", "SKIPPED", "CANCELLED", "FAILED", "SUCCEEDED");

  private static <T extends Comparable<? super T>> T last(
      List<DeploymentObserved> all, Function<DeploymentObserved, T> field) {
    Comparator<DeploymentObserved> byVersion =
        Comparator.comparingLong(DeploymentObserved::getVersion)
            .thenComparing(
                one -> one.getStatus() == null ? -1 : FINALITY.indexOf(one.getStatus().name()))
            .thenComparing(field);
    return all.stream()
        .filter(one -> field.apply(one) != null)
        .max(byVersion)
        .map(field)
        .orElse(null);
  }

  private void order(Map<DeploymentKey, Merged> merged) {
    merged.forEach(
        (key, deployment) -> {
          if (deployment.succeeded() && deployment.finishedAt() != null) {
            successes
                .computeIfAbsent(
                    new Target(key.getService(), key.getEnvironment()), t -> new ArrayList<>())
                .add(
                    new Success(
                        deployment.finishedAt(),
                        key.getDeployment(),
                        deployment.repository(),
                        deployment.sha()));
          }
        });
    successes
        .values()
        .forEach(
            all ->
                all.sort(
                    Comparator.comparing(Success::finishedAt).thenComparing(Success::id, BYTES)));
  }

  private void rowsOfDeployments(Map<DeploymentKey, Merged> merged) {
    merged.forEach(
        (key, deployment) -> {
          List<Success> order =
              successes.getOrDefault(new Target(key.getService(), key.getEnvironment()), List.of());
          boolean isFirst = !order.isEmpty() && order.get(0).id().equals(key.getDeployment());
          deployments.put(
              key,
              new Deployment(
                  deployment.repository(),
                  deployment.sha(),
                  deployment.status(),
                  deployment.startedAt(),
                  deployment.finishedAt(),
                  isFirst,
                  reason(key, deployment),
                  null,
                  null,
                  null,
                  List.of(),
                  List.of(),
                  null,
                  null,
                  null,
                  List.of(),
                  List.of(),
                  null));
        });
  }

  private String reason(DeploymentKey key, Merged deployment) {
    if (key.getService().isEmpty()) {
      return "unknown-service";
    }
    if (!deployment.succeeded()) {
      return null;
    }
    if (deployment.finishedAt() == null) {
      return "finish-unknown";
    }
    boolean isKnown =
        deployment.sha() != null
            && commits
                .getOrDefault(deployment.repository(), Map.of())
                .containsKey(deployment.sha());
    return isKnown ? null : "no-matching-commit";
  }

  /** Commit to first deployment, for one target and repository. */
  private Map<String, Success> firstDeployments(Target target, String repository) {
    Map<String, Commit> graph = commits.getOrDefault(repository, Map.of());
    Map<String, Success> first = new HashMap<>();
    if (target.service().isEmpty()) {
      return first;
    }
    for (Success success : successes.getOrDefault(target, List.of())) {
      if (!repository.equals(success.repository()) || success.sha() == null) {
        continue;
      }
      Deque<String> open = new ArrayDeque<>(List.of(success.sha()));
      Set<String> seen = new HashSet<>();
      while (!open.isEmpty()) {
        String sha = open.pop();
        if (seen.add(sha) && graph.containsKey(sha)) {
          first.putIfAbsent(sha, success);
          open.addAll(graph.get(sha).parents());
        }
      }
    }
    return first;
  }

  private Set<Target> targets(String repository, Collection<Repository> repositories) {
    Set<Target> targets = new LinkedHashSet<>();
    for (Repository record : repositories) {
      if (record.getRepository().equals(repository)) {
        record
            .getServices()
            .forEach(one -> targets.add(new Target(one.getService(), one.getEnvironment())));
      }
    }
    successes.forEach(
        (target, all) -> {
          boolean isHere =
              all.stream()
                  .anyMatch(one -> repository.equals(one.repository()) && one.sha() != null);
          if (isHere && !target.service().isEmpty()) {
            targets.add(target);
          }
        });
    return targets.isEmpty() ? Set.of(new Target("", "")) : targets;
  }

  private void rowsOfChanges(Collection<Repository> repositories) {
    commits.forEach(
        (repository, graph) -> {
          for (Target target : targets(repository, repositories)) {
            Map<String, Success> first = firstDeployments(target, repository);
            graph.forEach(
                (sha, commit) ->
                    changes.put(
                        new ChangeKey(repository, sha, target.service(), target.environment()),
                        row(commit, target, first.get(sha))));
          }
        });
  }

  private static Change row(Commit commit, Target target, Success first) {
    String reason = null;
    if (commit.isMerge()) {
      reason = "merge-commit";
    } else if (target.service().isEmpty()) {
      reason = "unknown-service";
    } else if (commit.committedAt() == null) {
      reason = "commit-time-unknown";
    } else if (first == null) {
      reason = "not-deployed";
    } else if (first.finishedAt().isBefore(commit.committedAt())) {
      reason = "negative-duration";
    }
    return new Change(
        commit.isMerge(),
        commit.authoredAt(),
        commit.committedAt(),
        first == null ? null : first.id(),
        first == null ? null : first.finishedAt(),
        reason,
        null);
  }

  private void metricsOfScopes(Collection<Service> services) {
    Map<Scope, List<Carrier>> scopes = new HashMap<>();
    successes.forEach(
        (target, all) -> {
          if (target.service().isEmpty()) {
            return;
          }
          Map<String, List<Commit>> carried = carried(target, all);
          for (Success success : all) {
            Carrier carrier =
                new Carrier(
                    success,
                    success.equals(all.get(0)),
                    carried.getOrDefault(success.id(), List.of()));
            for (Scope scope : scopesOf(target, success, services)) {
              scopes.computeIfAbsent(scope, s -> new ArrayList<>()).add(carrier);
            }
          }
        });
    scopes.forEach(
        (scope, all) -> {
          for (Grain grain : Grain.values()) {
            Map<LocalDate, List<Carrier>> periods = new TreeMap<>();
            all.forEach(
                one ->
                    periods
                        .computeIfAbsent(
                            start(grain, one.success().finishedAt()), p -> new ArrayList<>())
                        .add(one));
            periods.forEach((start, inPeriod) -> metrics(scope, grain, start, inPeriod));
          }
        });
  }

  /** The service, the team that owned it on that day, and the organisation. */
  private static List<Scope> scopesOf(
      Target target, Success success, Collection<Service> services) {
    List<Scope> scopes = new ArrayList<>();
    scopes.add(new Scope("service", target.service(), target.environment()));
    scopes.add(new Scope("organisation", "organisation", target.environment()));
    LocalDate day = start(Grain.DAY, success.finishedAt());
    for (Service service : services) {
      for (Ownership owner : service.getOwners()) {
        if (service.getService().equals(target.service())
            && (owner.getFrom() == null || owner.getFrom().compareTo(day) <= 0)
            && (owner.getTo() == null || owner.getTo().compareTo(day) > 0)) {
          scopes.add(new Scope("team", owner.getTeam(), target.environment()));
        }
      }
    }
    return scopes;
  }

  private Map<String, List<Commit>> carried(Target target, List<Success> all) {
    Set<String> repositories = new TreeSet<>();
    all.forEach(
        one -> {
          if (one.repository() != null) {
            repositories.add(one.repository());
          }
        });
    Map<String, List<Commit>> carried = new HashMap<>();
    for (String repository : repositories) {
      firstDeployments(target, repository)
          .forEach(
              (sha, success) ->
                  carried
                      .computeIfAbsent(success.id(), id -> new ArrayList<>())
                      .add(commits.get(repository).get(sha)));
    }
    return carried;
  }

  private void metrics(Scope scope, Grain grain, LocalDate start, List<Carrier> inPeriod) {
    long days =
        inPeriod.stream()
            .map(one -> start(Grain.DAY, one.success().finishedAt()))
            .distinct()
            .count();
    put(
        scope,
        grain,
        start,
        "deployment-frequency",
        count(inPeriod.size(), inPeriod.size(), "deployment-frequency@1"));
    put(
        scope,
        grain,
        start,
        "deployment-days",
        count(inPeriod.size(), days, "deployment-frequency/days@1"));
    List<Long> seconds = new ArrayList<>();
    Map<String, Long> excluded = new TreeMap<>();
    for (Carrier carrier : inPeriod) {
      Instant finishedAt = carrier.success().finishedAt();
      for (Commit commit : carrier.commits()) {
        if (commit.isMerge()) {
          excluded.merge("merge-commit", 1L, Long::sum);
        } else if (commit.committedAt() == null) {
          excluded.merge("commit-time-unknown", 1L, Long::sum);
        } else if (carrier.isFirst()) {
          excluded.merge("first-deployment", 1L, Long::sum);
        } else if (finishedAt.isBefore(commit.committedAt())) {
          excluded.merge("negative-duration", 1L, Long::sum);
        } else {
          seconds.add((finishedAt.toEpochMilli() - commit.committedAt().toEpochMilli()) / 1000);
        }
      }
    }
    seconds.sort(null);
    BigDecimal median = percentile(seconds, "0.5");
    put(
        scope,
        grain,
        start,
        "change-lead-time",
        new MetricValue(
            "change-lead-time/commit@1",
            (long) seconds.size(),
            excluded,
            median,
            percentile(seconds, "0.75"),
            percentile(seconds, "0.9"),
            median,
            Map.of(),
            null));
  }

  private void put(Scope scope, Grain grain, LocalDate start, String metric, MetricValue value) {
    metrics.put(
        new MetricKey(metric, scope.kind(), scope.name(), scope.environment(), grain, start),
        value);
  }

  private static MetricValue count(long n, long value, String definition) {
    return new MetricValue(
        definition,
        n,
        Map.of(),
        null,
        null,
        null,
        BigDecimal.valueOf(value).setScale(2),
        Map.of(),
        null);
  }

  private static BigDecimal percentile(List<Long> sorted, String fraction) {
    if (sorted.isEmpty()) {
      return null;
    }
    BigDecimal position = BigDecimal.valueOf(sorted.size() - 1L).multiply(new BigDecimal(fraction));
    int below = position.intValue();
    int above = Math.min(below + 1, sorted.size() - 1);
    BigDecimal weight = position.subtract(BigDecimal.valueOf(below));
    BigDecimal gap = BigDecimal.valueOf(sorted.get(above) - sorted.get(below));
    return BigDecimal.valueOf(sorted.get(below)).add(gap.multiply(weight)).setScale(2);
  }

  private static LocalDate start(Grain grain, Instant instant) {
    LocalDate day = instant.atOffset(ZoneOffset.UTC).toLocalDate();
    return switch (grain) {
      case DAY -> day;
      case WEEK -> day.minusDays(day.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue());
      case MONTH -> LocalDate.of(day.getYear(), day.getMonth(), 1);
    };
  }
}
