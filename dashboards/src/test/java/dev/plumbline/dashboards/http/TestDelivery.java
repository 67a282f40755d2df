package dev.plumbline.dashboards.http;

import static dev.plumbline.topic.Topics.FACTS_CHANGES;
import static dev.plumbline.topic.Topics.FACTS_DEPLOYMENTS;
import static dev.plumbline.topic.Topics.FACTS_PULL_REQUESTS;
import static dev.plumbline.topic.Topics.METRICS_DORA;
import static dev.plumbline.topic.Topics.ORGANISATION_SERVICES;

import dev.plumbline.dashboards.sink.LogConsumer;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.fact.PullRequestKey;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Facts drawn from a seed, and beside them the metrics that follow from them, counted here fact by
 * fact as docs/metrics.md says.
 */
final class TestDelivery {

  static final List<String> SERVICES = List.of("checkout", "search", "O'Brien \"core\" 100%");
  static final Map<String, String> TYPES =
      Map.of("production", "production", "prod-eu", "production", "staging", "staging");

  private static final Instant BEGIN = Instant.parse("2024-01-03T00:00:00Z");
  private static final long DAY = 86_400;
  private static final List<String> FAILURES = List.of("failed-status", "rollback", "time-window");

  private final LogConsumer log;
  private final Random random = new Random(11);
  private final Map<MetricKey, MetricValue> metrics = new HashMap<>();
  private final Map<String, Map<String, Deployment>> successes = new TreeMap<>();

  TestDelivery(LogConsumer log) {
    this.log = log;
  }

  Map<MetricKey, MetricValue> metrics() {
    return metrics;
  }

  /** Appends everything. */
  void append() {
    owners();
    for (String service : SERVICES) {
      TYPES.keySet().stream().sorted().forEach(environment -> deployments(service, environment));
      for (int i = 0; i < 60; i++) {
        change(service, "sha" + i);
      }
    }
    metrics.forEach((key, value) -> log.append(METRICS_DORA, key, value));
  }

  private void owners() {
    owner("checkout", owned("payments", null, "2024-01-15"), owned("sre", "2024-01-15", null));
    owner("search", owned("payments", null, null), owned("sre", "2024-01-20", "2024-02-01"));
  }

  private void owner(String service, Ownership... owners) {
    log.append(
        ORGANISATION_SERVICES, new ServiceKey(service), new Service(service, List.of(owners)));
  }

  private static Ownership owned(String team, String from, String to) {
    return Ownership.newBuilder()
        .setTeam(team)
        .setFrom(from == null ? null : LocalDate.parse(from))
        .setTo(to == null ? null : LocalDate.parse(to))
        .build();
  }

  private static String ownerOf(String service, LocalDate day) {
    boolean isBefore = day.isBefore(LocalDate.of(2024, 1, 15));
    if (service.equals("checkout")) {
      return isBefore ? "payments" : "sre";
    }
    boolean isSre =
        !day.isBefore(LocalDate.of(2024, 1, 20)) && day.isBefore(LocalDate.of(2024, 2, 1));
    return service.equals("search") ? isSre ? "sre" : "payments" : null;
  }

  private void deployments(String service, String environment) {
    Map<String, Deployment> all = new TreeMap<>();
    boolean isFirst = true;
    for (int i = 0; i < 16; i++) {
      String status = one("SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "FAILED", "CANCELLED");
      Instant finished = BEGIN.plusSeconds(i * 3 * DAY + random.nextInt((int) (2 * DAY)));
      boolean hasFinished = !status.equals("CANCELLED");
      boolean succeeded = status.equals("SUCCEEDED");
      Deployment.Builder deployment =
          Deployment.newBuilder()
              .setStatus(status)
              .setFinishedAt(finished)
              .setEnvironmentType(TYPES.get(environment))
              .setSource("github:acme/shop")
              .setIsFirst(succeeded && isFirst);
      if (hasFinished && random.nextInt(3) == 0) {
        deployment.setFailures(List.of(one(FAILURES.toArray(String[]::new))));
        deployment.setFailedAt(finished);
        deployment.setRecoveredAt(
            one(null, finished.plusSeconds(random.nextInt(90_000)), finished.minusSeconds(5)));
      }
      if (hasFinished && random.nextInt(4) == 0) {
        deployment.setRework(List.of("rollback", "hotfix"));
      }
      String id = "v" + i;
      Deployment built = deployment.build();
      log.append(FACTS_DEPLOYMENTS, new DeploymentKey(service, environment, id), built);
      if (succeeded) {
        isFirst = false;
        all.put(id, built);
      }
      if (hasFinished) {
        count(service, environment, built);
      }
    }
    successes.put(service + "|" + environment, all);
  }

  private void count(String service, String environment, Deployment deployment) {
    Instant time = deployment.getFinishedAt();
    if (deployment.getStatus().equals("SUCCEEDED")) {
      add(service, environment, time, "deployment-frequency", null);
      add(service, environment, time, "deployment-days", null);
    }
    add(service, environment, time, "change-fail-rate", null);
    add(service, environment, time, "deployment-rework-rate", null);
    if (!deployment.getFailures().isEmpty()) {
      Instant end = deployment.getRecoveredAt();
      add(
          service,
          environment,
          time,
          "failed-deployment-recovery-time",
          end == null
              ? "open"
              : end.isBefore(deployment.getFailedAt()) ? "negative-duration" : null);
    }
  }

  private void change(String service, String sha) {
    boolean isMerge = random.nextInt(4) == 0;
    Instant committed = sometimes(6, BEGIN.plusSeconds(random.nextInt((int) (40 * DAY))));
    Instant firstMerged = isMerge ? sometimes(2, BEGIN.minusSeconds(DAY)) : null;
    PullRequest pullRequest = pullRequest(sha);
    log.append(FACTS_PULL_REQUESTS, new PullRequestKey("acme/" + service, sha), pullRequest);
    for (String environment : TYPES.keySet()) {
      Map<String, Deployment> all =
          Objects.requireNonNull(successes.get(service + "|" + environment));
      String id = sometimes(8, one(all.keySet().toArray(String[]::new)));
      Deployment carrier = id == null ? null : all.get(id);
      Instant deployed = carrier == null ? null : carrier.getFinishedAt();
      Change change =
          Change.newBuilder()
              .setIsMerge(isMerge)
              .setCommittedAt(committed)
              .setDeployment(id)
              .setDeployedAt(deployed)
              .setFirstMergedCommitAt(firstMerged)
              .build();
      log.append(
          FACTS_CHANGES, new ChangeKey("acme/" + service, sha, service, environment), change);
      if (carrier != null) {
        boolean isFirst = carrier.getIsFirst();
        String unknown =
            isMerge ? "merge-commit" : committed == null ? "commit-time-unknown" : null;
        add(
            service,
            environment,
            deployed,
            "change-lead-time",
            reason(unknown, isFirst, committed, deployed));
        stages(service, environment, deployed, isFirst, pullRequest, firstMerged);
      }
    }
  }

  private void stages(
      String service,
      String environment,
      Instant deployed,
      boolean isFirst,
      PullRequest pr,
      Instant firstMerged) {
    if (!pr.getState().equals("MERGED")) {
      return;
    }
    Instant first = pr.getFirstCommitAt() == null ? firstMerged : pr.getFirstCommitAt();
    Instant opened = pr.getOpenedAt();
    Instant ready = pr.getReadyAt();
    Instant merged = pr.getMergedAt();
    Instant review = pr.getFirstReviewAt();
    if (review != null && merged != null && review.isAfter(merged)) {
      review = null;
    }
    String bot = pr.getAuthorKind().equals("BOT") ? "bot" : null;
    String noFirst = first == null ? "first-commit-unknown" : null;
    String noMerge = merged == null ? "merge-time-unknown" : null;
    String noReview = review == null ? "no-review" : null;
    Function<String, String> metric = name -> "change-lead-time-" + name;
    add(
        service,
        environment,
        deployed,
        metric.apply("pull-request"),
        reason(first(bot, noFirst, noMerge), isFirst, first, deployed));
    add(
        service,
        environment,
        deployed,
        metric.apply("coding"),
        reason(
            first(bot, noFirst, opened == null ? "opened-unknown" : null), isFirst, first, opened));
    add(
        service,
        environment,
        deployed,
        metric.apply("pickup"),
        reason(
            first(bot, noReview, ready == null ? "ready-unknown" : null), isFirst, ready, review));
    add(
        service,
        environment,
        deployed,
        metric.apply("review"),
        reason(first(bot, noReview, noMerge), isFirst, review, merged));
    add(
        service,
        environment,
        deployed,
        metric.apply("merge"),
        reason(noMerge, isFirst, merged, deployed));
  }

  private static String first(String... reasons) {
    for (String reason : reasons) {
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  private static String reason(String unknown, boolean isFirst, Instant from, Instant to) {
    return unknown != null
        ? unknown
        : isFirst ? "first-deployment" : to.isBefore(from) ? "negative-duration" : null;
  }

  private PullRequest pullRequest(String sha) {
    Instant opened = BEGIN.plusSeconds(random.nextInt((int) (30 * DAY)));
    return PullRequest.newBuilder()
        .setState(one("MERGED", "MERGED", "MERGED", "OPEN"))
        .setMergeSha(sha)
        .setAuthorKind(one("HUMAN", "HUMAN", "UNKNOWN", "BOT"))
        .setOpenedAt(sometimes(9, opened))
        .setReadyAt(sometimes(9, opened.plusSeconds(random.nextInt(9_000))))
        .setFirstReviewAt(sometimes(4, opened.plusSeconds(random.nextInt(20_000))))
        .setMergedAt(sometimes(9, opened.plusSeconds(random.nextInt(40_000))))
        .setFirstCommitAt(sometimes(3, opened.minusSeconds(random.nextInt(9_000) - 500)))
        .build();
  }

  private void add(String service, String environment, Instant time, String metric, String reason) {
    LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
    String type = TYPES.get(environment);
    String team = ownerOf(service, day);
    for (Grain grain : Grain.values()) {
      boolean isPeople =
          List.of("pull-request", "coding", "pickup", "review").stream()
              .anyMatch(stage -> metric.equals("change-lead-time-" + stage));
      if (isPeople && grain != Grain.MONTH) {
        continue;
      }
      LocalDate start =
          switch (grain) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
          };
      add(new MetricKey(metric, "service", service, environment, grain, start), reason);
      add(new MetricKey(metric, "organisation", "acme", type, grain, start), reason);
      if (team != null) {
        add(new MetricKey(metric, "team", team, type, grain, start), reason);
      }
    }
  }

  private void add(MetricKey key, String reason) {
    MetricValue value =
        metrics.computeIfAbsent(
            key,
            added ->
                MetricValue.newBuilder()
                    .setDefinition(key.getMetric() + "@1")
                    .setN(0)
                    .setValue(new BigDecimal("1.00"))
                    .setContributors(5L)
                    .setExcluded(new TreeMap<>())
                    .build());
    if (reason == null) {
      value.setN(value.getN() + 1);
    } else {
      value.getExcluded().merge(reason, 1L, Long::sum);
    }
  }

  private <T> T sometimes(int in, T value) {
    return random.nextInt(in) == 0 ? null : value;
  }

  @SafeVarargs
  private <T> T one(T... values) {
    return values[random.nextInt(values.length)];
  }
}
