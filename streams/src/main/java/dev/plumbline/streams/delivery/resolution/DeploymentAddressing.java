package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.delivery.MappedService;
import dev.plumbline.delivery.RepositoryMapping;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.streams.delivery.resolution.DeploymentObservations.Attempt;
import dev.plumbline.streams.delivery.resolution.ResolutionStore.StoredDeployment;
import dev.plumbline.streams.delivery.terms.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stage 0 of deployments. Not thread-safe. */
final class DeploymentAddressing {

  /**
   * What the deployment did under one of the names that are one environment. Of several the one
   * that succeeded first stands for it, else the one that ended last; equal ones by that name, so
   * that the order of arrival never decides.
   */
  private record Tenant(String name, ResolvedDeployment deployment) {

    static final Comparator<Tenant> BEST =
        Comparator.comparing((Tenant tenant) -> !tenant.deployment().getPresent())
            .thenComparing(tenant -> !tenant.isSuccess())
            .thenComparing(Tenant::finishRank)
            .thenComparing(Tenant::name);

    boolean isSuccess() {
      return deployment.getStatus().equals(DeploymentStatus.SUCCEEDED.name())
          && deployment.getFinishedAt() != null;
    }

    private long finishRank() {
      Long finishedAt = deployment.getFinishedAt();
      if (finishedAt == null) {
        return Long.MAX_VALUE;
      }
      return isSuccess() ? finishedAt : -finishedAt;
    }
  }

  private final ResolutionStore store;
  private final ResolutionOutput output;

  DeploymentAddressing(ResolutionStore store, ResolutionOutput output) {
    this.store = store;
    this.output = output;
  }

  void observe(DeploymentObserved observed) {
    RepositoryKey origin = new RepositoryKey(observed.getSource(), observed.getRepository());
    StoredDeployment known = store.deployment(origin, observed.getDeployment());
    List<DeploymentObserved> observations = new ArrayList<>();
    if (known != null) {
      observations.addAll(known.observations());
    }
    observations.add(observed);
    List<DeploymentObserved> deciding = DeploymentObservations.deciding(observations);
    if (known == null || !deciding.equals(known.observations())) {
      address(origin, observed.getDeployment(), known == null ? List.of() : known.sent(), deciding);
    }
  }

  /** Sends it to where it belongs now, if it is not there. */
  void addressAgain(RepositoryKey origin, String deployment, StoredDeployment stored) {
    address(origin, deployment, stored.sent(), stored.observations());
  }

  private void address(
      RepositoryKey origin,
      String deployment,
      List<ResolvedDeployment> sent,
      List<DeploymentObserved> observations) {
    List<ResolvedDeployment> resolved = resolved(origin, deployment, observations);
    store.putDeployment(origin, deployment, new StoredDeployment(resolved, observations));
    for (ResolvedDeployment old : sent) {
      boolean isElsewhere =
          resolved.stream().noneMatch(now -> destination(now).equals(destination(old)));
      if (old.getPresent() && isElsewhere) {
        output.deployment(ResolvedDeployment.newBuilder(old).setPresent(false).build());
      }
    }
    resolved.stream().filter(now -> !sent.contains(now)).forEach(output::deployment);
  }

  private static Target destination(ResolvedDeployment deployment) {
    return new Target(deployment.getService(), deployment.getEnvironment());
  }

  /** One for each service and environment, however many names the environment has. */
  private List<ResolvedDeployment> resolved(
      RepositoryKey origin, String deployment, List<DeploymentObserved> observations) {
    Map<Target, List<Tenant>> tenants = new LinkedHashMap<>();
    for (DeploymentObservations observed : DeploymentObservations.byDestination(observations)) {
      ResolvedDeployment resolved = resolve(origin, deployment, observed);
      String name = observed.destination().environment();
      tenants
          .computeIfAbsent(destination(resolved), absent -> new ArrayList<>(1))
          .add(new Tenant(name == null ? "" : name, resolved));
    }
    return tenants.values().stream()
        .map(all -> all.stream().min(Tenant.BEST).orElseThrow().deployment())
        .toList();
  }

  private ResolvedDeployment resolve(
      RepositoryKey origin, String deployment, DeploymentObservations observations) {
    Attempt outcome = observations.outcome();
    String service = observations.destination().service();
    return new ResolvedDeployment(
        service == null ? onlyServiceOf(origin) : service,
        environment(observations.destination().environment()),
        deployment,
        Resolution.name(origin),
        !observations.isWithdrawn(),
        store.canonical(origin),
        observations.sha(),
        outcome.status().name(),
        CommitObservations.milliseconds(outcome.startedAt()),
        CommitObservations.milliseconds(outcome.finishedAt()),
        observations.release());
  }

  private String environment(@Nullable String name) {
    return name == null || name.isEmpty() ? "" : store.environments().environment(name);
  }

  /** The only service built from the repository; empty when there is none, or several. */
  private String onlyServiceOf(RepositoryKey origin) {
    RepositoryMapping mapping = store.name(origin).mapping();
    List<String> services =
        mapping == null
            ? List.of()
            : mapping.getServices().stream().map(MappedService::getService).distinct().toList();
    return services.size() == 1 ? services.get(0) : "";
  }
}
