package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.delivery.ChangeEvidence;
import dev.plumbline.delivery.EvidenceKind;
import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.streams.delivery.terms.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A service's history as tests write it. Times are hours, so that what is computed can be followed;
 * commits are named by their version.
 */
final class History {

  static final long HOUR = 3_600_000;
  static final long DAY_OF_SECONDS = 86_400;
  static final String REPOSITORY = "acme/cart";

  private final Map<DeploymentId, DeploymentState> deployments = new HashMap<>();
  private final Map<DeployedCommit, CommitWord> words = new HashMap<>();
  private final List<ChangeEvidence> evidence = new ArrayList<>();
  private final List<ResolvedIncident> incidents = new ArrayList<>();
  private boolean isDeclared;

  /** A successful deployment to production of a commit that was first deployed as told. */
  History success(String id, long hour) {
    return deployment("production", id, "SUCCEEDED", hour * HOUR);
  }

  /** A successful deployment of a version, with the deployment that first contained it. */
  History success(String id, long hour, String firstDeployment, long firstHour) {
    success(id, hour);
    words.put(
        new DeployedCommit("production", REPOSITORY, id),
        new CommitWord(true, new Label(firstHour * HOUR, firstDeployment)));
    return this;
  }

  History failure(String id, long hour) {
    return deployment("production", id, "FAILED", hour * HOUR);
  }

  History deployment(String environment, String id, String status, Long finishedAt) {
    deployments.put(
        new DeploymentId(environment, id),
        new DeploymentState(REPOSITORY, id, status, null, finishedAt, "github:acme/cart", null));
    return this;
  }

  History released(String environment, String id, long finishedAt, String release) {
    deployments.put(
        new DeploymentId(environment, id),
        new DeploymentState(
            REPOSITORY, id, "SUCCEEDED", null, finishedAt, "github:acme/cart", release));
    return this;
  }

  History ofRepository(String repository, String id, long hour, String first, long firstHour) {
    deployments.put(
        new DeploymentId("production", id),
        new DeploymentState(
            repository, id, "SUCCEEDED", null, hour * HOUR, "github:" + repository, null));
    words.put(
        new DeployedCommit("production", repository, id),
        new CommitWord(true, new Label(firstHour * HOUR, first)));
    return this;
  }

  History word(String environment, String sha, Label first) {
    words.put(new DeployedCommit(environment, REPOSITORY, sha), new CommitWord(true, first));
    return this;
  }

  History revert(String sha, String against, String carrier, String blamed) {
    return evidence(EvidenceKind.REVERT, sha, against, carrier, blamed);
  }

  History hotfix(String sha, String carrier) {
    return evidence(EvidenceKind.HOTFIX, sha, "", carrier, null);
  }

  private History evidence(
      EvidenceKind kind, String sha, String against, String carrier, String blamed) {
    evidence.add(
        ChangeEvidence.newBuilder()
            .setService("cart")
            .setEnvironment("production")
            .setRepository(REPOSITORY)
            .setKind(kind)
            .setSha(sha)
            .setAgainst(against)
            .setDeployment(carrier)
            .setBlamed(blamed)
            .build());
    return this;
  }

  /** An incident with its start, open unless the test says more. */
  History incident(String id, Long startedAt, UnaryOperator<ResolvedIncident.Builder> more) {
    incidents.add(
        more.apply(
                ResolvedIncident.newBuilder()
                    .setService("cart")
                    .setSource("pagerduty")
                    .setIncident(id)
                    .setState("OPEN")
                    .setStartedAt(startedAt))
            .build());
    return this;
  }

  /** An incident that was over at some hour. */
  History resolved(String id, long startHour, long endHour) {
    return incident(
        id,
        startHour * HOUR,
        incident -> incident.setState("RESOLVED").setResolvedAt(endHour * HOUR));
  }

  History declared() {
    isDeclared = true;
    return this;
  }

  /** The verdicts, with incidents blaming what finished a day before at the most. */
  Judged judge() {
    ServiceHistory history =
        new ServiceHistory("cart", isDeclared, deployments, words, evidence, incidents);
    JudgementRules rules =
        new JudgementRules() {
          @Override
          public boolean isProduction(String environment) {
            return environment.startsWith("prod");
          }

          @Override
          public long windowSeconds() {
            return DAY_OF_SECONDS;
          }
        };
    return new Judged(Judgement.of(history, rules), incidents);
  }

  /** Verdicts as tests ask for them. */
  record Judged(Judgement judgement, List<ResolvedIncident> incidents) {

    Verdict of(String deployment) {
      return of("production", deployment);
    }

    Verdict of(String environment, String deployment) {
      return judgement.verdict(new DeploymentId(environment, deployment));
    }

    /** The cause that was found for an incident. */
    Cause cause(String incident) {
      return incidents.stream()
          .filter(one -> one.getIncident().equals(incident))
          .map(judgement::cause)
          .findFirst()
          .orElseThrow();
    }
  }
}
