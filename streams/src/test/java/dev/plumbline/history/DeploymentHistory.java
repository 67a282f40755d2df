package dev.plumbline.history;

import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Deployments of a repository: mostly forward, often back to what ran before; several services,
 * environments and tenants under one id; failed, cancelled, skipped, repeated, corrected, moved,
 * withdrawn ones, of commits that nobody has seen, with clocks that tie.
 */
final class DeploymentHistory {

  private final Dice dice;
  private final Names names;
  private final List<String> shas;

  /** Where most of them go. */
  private final String service;

  private final String environment;

  private final List<DeploymentObserved> observed = new ArrayList<>();
  private final List<String> running = new ArrayList<>();

  DeploymentHistory(Dice dice, Names names, List<String> shas) {
    this.dice = dice;
    this.names = names;
    this.shas = shas;
    this.service = dice.named(dice.any("service-1", "service-1", "service-2"));
    this.environment = dice.any("production", "production", "prod-eu", "tenant-a");
    int count = dice.once(8) ? 0 : 4 + dice.below(7);
    for (int i = 0; i < count; i++) {
      add("v" + (dice.once(6) ? dice.below(count) : i), i * shas.size() / count);
    }
  }

  List<DeploymentObserved> observed() {
    return observed;
  }

  private void add(String id, int step) {
    boolean isAtHost = dice.once(6);
    boolean goesBack = !running.isEmpty() && dice.once(3);
    String sha = goesBack ? dice.any(running) : shas.get(step);
    running.add(sha);
    DeploymentObserved first =
        DeploymentObserved.newBuilder()
            .setSource(isAtHost ? "github" : "git")
            .setRepository(isAtHost ? names.atHost(dice) : names.plain())
            .setDeployment(id)
            .setVersion(1_000 + dice.below(3))
            .setService(dice.once(8) ? null : dice.once(6) ? dice.named("service-2") : service)
            .setEnvironment(environment())
            .setSha(dice.once(15) ? (dice.once(2) ? null : names.sha(99)) : sha)
            .setStatus(status())
            .setStartedAt(dice.rarely(dice.clock(step)))
            .setFinishedAt(dice.once(15) ? null : finish(step))
            .setRelease(dice.rarely("r" + dice.below(3)))
            .build();
    observed.add(first);
    for (int i = dice.once(2) ? dice.below(3) : 0; i > 0; i--) {
      observed.add(later(first, step));
    }
  }

  private String environment() {
    if (!dice.once(4)) {
      return environment;
    }
    return dice.any(null, "staging", "prod-eu", "tenant-a", "tenant-b", "tenant-b", "production");
  }

  private Instant finish(int step) {
    return dice.clock(step + 1).plus(Duration.ofHours(dice.any(0, 0, 1, 6)));
  }

  /** A later or equally old word on the deployment, with some fields only. */
  private DeploymentObserved later(DeploymentObserved first, int step) {
    DeploymentObserved.Builder later =
        DeploymentObserved.newBuilder()
            .setSource(first.getSource())
            .setRepository(first.getRepository())
            .setDeployment(first.getDeployment())
            .setVersion(first.getVersion() + dice.below(2))
            .setAttempt(1 + dice.below(2));
    switch (dice.below(9)) {
      case 0 -> later.setWithdrawn(!dice.once(3));
      case 1 -> later.setSha(dice.any(shas));
      case 2 -> later.setStatus(DeploymentStatus.FAILED);
      case 3 -> later.setEnvironment(environment());
      case 4 ->
          later
              .setService(dice.named("service-2"))
              .setEnvironment("production")
              .setSha(first.getSha());
      case 5 -> later.setRelease("r" + dice.below(3));
      case 6 -> later.setFinishedAt(finish(step));
      default -> later.setStatus(status()).setFinishedAt(finish(step));
    }
    return later.build();
  }

  private DeploymentStatus status() {
    return switch (dice.below(8)) {
      case 0 -> dice.any(DeploymentStatus.values());
      case 1 -> DeploymentStatus.FAILED;
      default -> DeploymentStatus.SUCCEEDED;
    };
  }
}
