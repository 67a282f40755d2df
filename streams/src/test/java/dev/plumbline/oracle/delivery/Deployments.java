package dev.plumbline.oracle.delivery;

import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Deployments that were not withdrawn. */
final class Deployments {

  private record Origin(String source, String repository, String deployment) {}

  private record Key(Target target, String id) {}

  /** Service and environment as an observation names them, null where it does not. */
  private record Destination(String service, String environment) {

    static Destination of(DeploymentObserved one) {
      return new Destination(one.getService(), one.getEnvironment());
    }

    /** Whether what this says is also true of the other. */
    boolean admits(Destination other) {
      return (service == null || service.equals(other.service))
          && (environment == null || environment.equals(other.environment));
    }
  }

  private final Names names;
  private final Rules rules;
  private final List<Deployed> deployments = new ArrayList<>();

  Deployments(Events events, Names names, Rules rules) {
    this.names = names;
    this.rules = rules;
    Map<Origin, List<DeploymentObserved>> byOrigin =
        events.all(DeploymentObserved.class).stream()
            .collect(
                Collectors.groupingBy(
                    one -> new Origin(one.getSource(), one.getRepository(), one.getDeployment())));
    Map<Key, List<Deployed>> told = new HashMap<>();
    byOrigin.forEach(
        (origin, all) -> {
          for (Deployed one : byDestination(origin, all)) {
            told.computeIfAbsent(new Key(one.target(), one.id()), any -> new ArrayList<>())
                .add(one);
          }
        });
    told.values().forEach(all -> deployments.add(together(all)));
  }

  List<Deployed> all() {
    return deployments;
  }

  Set<Target> targets() {
    return deployments.stream().map(Deployed::target).collect(Collectors.toSet());
  }

  /** The successful ones of a target, in their order. */
  List<Deployed> successes(Target target) {
    return deployments.stream()
        .filter(one -> one.target().equals(target) && one.isSuccess())
        .sorted(Deployed.ORDER)
        .toList();
  }

  /** The successful and failed ones of a target, in their order. */
  List<Deployed> finished(Target target) {
    return deployments.stream()
        .filter(one -> one.target().equals(target) && one.isFinished())
        .sorted(Deployed.ORDER)
        .toList();
  }

  private List<Deployed> byDestination(Origin origin, List<DeploymentObserved> all) {
    List<Deployed> deployed = new ArrayList<>();
    Set<Destination> named = new HashSet<>();
    all.forEach(one -> named.add(Destination.of(one)));
    for (Destination destination : named) {
      boolean isSaidMorePrecisely =
          named.stream().anyMatch(other -> !other.equals(destination) && destination.admits(other));
      List<DeploymentObserved> about =
          all.stream().filter(one -> Destination.of(one).admits(destination)).toList();
      if (!isSaidMorePrecisely
          && !observations(about).newestIsTrue(DeploymentObserved::getWithdrawn)) {
        deployed.add(outcome(origin, destination, about));
      }
    }
    return deployed;
  }

  private static Observations<DeploymentObserved> observations(Collection<DeploymentObserved> all) {
    return new Observations<>(
        all,
        DeploymentObserved::getVersion,
        one ->
            Observations.place(
                one.getStatus(),
                "UNKNOWN",
                "PENDING",
                "RUNNING",
                "SKIPPED",
                "CANCELLED",
                "FAILED",
                "SUCCEEDED"));
  }

  private Deployed outcome(Origin origin, Destination destination, List<DeploymentObserved> all) {
    Map<Integer, List<DeploymentObserved>> attempts = new TreeMap<>();
    for (DeploymentObserved one : all) {
      if (one.getStatus() != null || one.getStartedAt() != null || one.getFinishedAt() != null) {
        attempts.computeIfAbsent(one.getAttempt(), any -> new ArrayList<>()).add(one);
      }
    }
    Observations<DeploymentObserved> said = observations(all);
    Deployed last = attempt(origin, destination, said, observations(List.of()));
    Deployed success = null;
    for (List<DeploymentObserved> each : attempts.values()) {
      last = attempt(origin, destination, said, observations(each));
      if (last.hasSucceeded() && (success == null || isEarlier(last, success))) {
        success = last;
      }
    }
    return success == null ? last : success;
  }

  private static boolean isEarlier(Deployed one, Deployed other) {
    return one.finishedAt() != null
        && (other.finishedAt() == null || one.finishedAt().isBefore(other.finishedAt()));
  }

  private Deployed attempt(
      Origin origin,
      Destination destination,
      Observations<DeploymentObserved> all,
      Observations<DeploymentObserved> attempt) {
    Enum<?> status = attempt.newest(DeploymentObserved::getStatus);
    String tenant = destination.environment() == null ? "" : destination.environment();
    String service = destination.service();
    return new Deployed(
        new Target(
            service == null ? onlyService(origin) : service,
            tenant.isEmpty() ? "" : rules.environment(tenant)),
        origin.deployment(),
        origin.source() + ":" + origin.repository(),
        tenant,
        names.canonical(origin.source(), origin.repository()),
        all.newest(DeploymentObserved::getSha),
        all.newest(DeploymentObserved::getRelease),
        status == null ? "UNKNOWN" : status.name(),
        attempt.newest(DeploymentObserved::getStartedAt),
        attempt.newest(DeploymentObserved::getFinishedAt));
  }

  private String onlyService(Origin origin) {
    Repository record = names.record(names.canonical(origin.source(), origin.repository()));
    Set<String> services = new HashSet<>();
    if (record != null) {
      record.getServices().stream().map(RepositoryService::getService).forEach(services::add);
    }
    return services.size() == 1 ? services.iterator().next() : "";
  }

  /** What several origins and tenants tell: the first success, else what ended last. */
  private static Deployed together(List<Deployed> told) {
    Comparator<Deployed> byTeller =
        Comparator.comparing(Deployed::origin, Bytes.ORDER)
            .thenComparing(Deployed::tenant, Bytes.ORDER);
    return told.stream()
        .filter(Deployed::isSuccess)
        .min(Comparator.comparing(Deployed::finishedAt).thenComparing(byTeller))
        .or(
            () ->
                told.stream()
                    .filter(one -> one.finishedAt() != null)
                    .min(
                        Comparator.comparing(Deployed::finishedAt, Comparator.reverseOrder())
                            .thenComparing(byTeller)))
        .or(() -> told.stream().min(byTeller))
        .orElseThrow();
  }
}
