package dev.plumbline.dashboards.doctor;

import dev.plumbline.dashboards.doctor.Check.Level;
import dev.plumbline.dashboards.store.DoctorCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks at the counts and says what they mean and what to do next. */
public final class Doctor {

  /** From this share on, what is missing makes figures wrong. */
  private static final double MUCH = 0.2;

  /** Up to this share, people whom nobody mapped are no matter. */
  private static final double FEW_UNMAPPED = 0.05;

  private static final Duration FRESH = Duration.ofDays(7);
  private static final int NAMED = 5;

  private final DoctorCounts counts;
  private final Undelivered undelivered;
  private final Instant asOf;
  private final List<Check> checks = new ArrayList<>();

  private Doctor(DoctorCounts counts, Undelivered undelivered, Instant asOf) {
    this.counts = counts;
    this.undelivered = undelivered;
    this.asOf = asOf;
  }

  /** All checks, always the same ones in the same order. */
  public static List<Check> examine(DoctorCounts counts, Undelivered undelivered, Instant asOf) {
    Doctor doctor = new Doctor(counts, undelivered, asOf);
    doctor.deployments();
    doctor.services();
    doctor.environments();
    doctor.changes();
    doctor.people();
    doctor.incidents();
    doctor.lost();
    doctor.context();
    return List.copyOf(doctor.checks);
  }

  private void deployments() {
    if (counts.deployments() == 0) {
      add(
          "deployments",
          Level.PROBLEM,
          "0",
          "Nothing was deployed as far as is known, so there is no delivery figure.",
          "Collect a history with \"plumbline collect git --deployments-from-tags\", or let your"
              + " pipelines send their deployments.");
    } else {
      checks.add(Check.ok("deployments", number(counts.deployments()), "Deployments are known."));
    }
    share(
        "unmatched-commits",
        counts.unmatchedDeployments(),
        counts.deployments(),
        "deployments of a commit that was never observed: they carry no changes, and lead times"
            + " lack them.",
        "Collect the Git history of the repositories concerned: "
            + String.join(", ", counts.worstRepositories())
            + ".");
    share(
        "finish-unknown",
        counts.finishUnknown(),
        counts.deployments(),
        "deployments that succeeded nobody says when: they are in no period.",
        "Let the pipeline tell when a deployment finished.");
    share(
        "unknown-service",
        counts.deploymentsWithoutService() + counts.changesWithoutService(),
        counts.deployments() + counts.changes(),
        "deployments and changes of no known service: they are in no figure.",
        "Name the services of their repositories in the organisation file.");
  }

  private void services() {
    named(
        "services-without-deployment",
        counts.servicesWithoutDeployment(),
        counts.services().size(),
        "services were never deployed with success: they have changes and no figures.",
        "Collect their deployments, or check the names under which pipelines deploy them.");
    named(
        "services-without-owner",
        counts.servicesWithoutOwner(),
        counts.services().size(),
        "services have no owner: they count for the organisation and for no team.",
        "Give them an owner in the organisation file.");
  }

  private void environments() {
    if (counts.deployments() > 0 && counts.productionEnvironments() == 0) {
      add(
          "production",
          Level.PROBLEM,
          "0 environments",
          "No environment is of type production, which is what figures speak of by default.",
          "Name its pattern under environments.types in the organisation file.");
    } else {
      checks.add(
          Check.ok(
              "production",
              number(counts.productionEnvironments()) + " environments",
              "Environments of services are of type production."));
    }
    named(
        "environment-types",
        counts.untypedEnvironments(),
        counts.untypedEnvironments().size(),
        "names of environments match no type: each is a type of its own.",
        "Add patterns for them under environments.types in the organisation file.");
  }

  private void changes() {
    share(
        "commit-times",
        counts.changesWithoutTime(),
        counts.changes(),
        "changes whose commit time nobody told: they have no lead time.",
        "Collect the Git history of their repositories.");
    share(
        "first-commits",
        counts.withoutFirstCommit(),
        counts.mergedPullRequests(),
        "merged pull requests whose own commits nobody told: they have no lead time and no time of"
            + " coding.",
        "Collect the pull requests with their commits, or the Git history of their repositories.");
  }

  private void people() {
    long unmapped = counts.pullRequestsBy().getOrDefault("unmapped", 0L);
    long all = unmapped + counts.pullRequestsBy().getOrDefault("mapped", 0L);
    String meaning =
        "pull requests by accounts that the organisation does not know: figures of teams and of new"
            + " people lack them.";
    if (all > 0 && unmapped <= FEW_UNMAPPED * all) {
      checks.add(Check.ok("unmapped-people", of(unmapped, all), capital(meaning)));
    } else {
      share(
          "unmapped-people",
          unmapped,
          all,
          meaning,
          "Add the accounts to the people in the organisation file.");
    }
  }

  private void incidents() {
    share(
        "incidents-without-service",
        counts.incidentsWithoutService(),
        counts.incidents(),
        "incidents of no known service: they blame no deployment.",
        "Map what their source calls the service under incidents.services in the organisation"
            + " file.");
    share(
        "incidents-without-start",
        counts.incidentsWithoutStart(),
        counts.incidents(),
        "incidents without a start: they blame no deployment.",
        "Let their source tell when they began.");
    share(
        "incidents-without-cause",
        counts.incidentsWithoutCause(),
        counts.incidents(),
        "incidents that name no deployment and began long after the last one.",
        "Name the deployment, commit or version in the incident where one was the cause.");
    count(
        "incidents-open",
        counts.incidentsOpenForLong(),
        Level.WARNING,
        "incidents that began more than a week ago are not resolved: the failures that they stand"
            + " for are open.",
        "Resolve at the source those that are over.");
  }

  private void lost() {
    lost(
        "quarantine",
        undelivered.quarantined(),
        Level.WARNING,
        "deliveries were accepted and could not be used.",
        "See them with \"plumbline quarantine\", and try again with \"plumbline replay"
            + " quarantine\".");
    lost(
        "dead-letters",
        undelivered.deadLetters(),
        Level.PROBLEM,
        "records could not be used by the calculation.",
        "See the reasons in the headers of the topic plumbline.dead-letters.");
    count(
        "unstored-records",
        counts.unreadable().values().stream().mapToLong(Long::longValue).sum(),
        Level.PROBLEM,
        "calculated records could not be stored: rows are missing here.",
        "See their reasons in the table sink_quarantine, then \"plumbline replay\" their family.");
  }

  private void lost(String id, @Nullable Long number, Level level, String meaning, String next) {
    if (number == null) {
      add(
          id,
          Level.WARNING,
          "unknown",
          "Kafka does not answer, so it cannot be told how many " + meaning,
          "See /health.");
    } else {
      count(id, number, level, meaning, next);
    }
  }

  private void context() {
    Instant newest =
        counts.newest().values().stream()
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .orElse(null);
    boolean isStale = newest == null || newest.plus(FRESH).isBefore(asOf);
    add(
        "freshness",
        isStale ? Level.WARNING : Level.OK,
        newest == null ? "no facts" : "newest fact " + newest,
        isStale ? "Nothing happened for more than a week, as far as is known." : "Facts arrive.",
        isStale ? "Check that webhooks arrive, or collect again." : "");
    boolean hasPhases = counts.phases() > 0;
    add(
        "programme",
        hasPhases ? Level.OK : Level.WARNING,
        number(counts.phases()) + " phases",
        hasPhases
            ? "Phases of the programme are known."
            : "No phase of the programme is known, so nothing tells before from after.",
        hasPhases ? "" : "Name them under programme.phases in the organisation file.");
    share(
        "small-figures",
        counts.smallFigures(),
        counts.figures(),
        "lead times of services last month rest on fewer than five changes.",
        "Read those by team, or over longer.",
        false);
  }

  private void named(String id, List<String> names, long all, String meaning, String next) {
    if (names.isEmpty()) {
      checks.add(Check.ok(id, "0 of " + number(all), "No " + meaning));
      return;
    }
    String some = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    add(
        id,
        Level.WARNING,
        of(names.size(), all),
        capital(meaning),
        next + " The first: " + some + ".");
  }

  private void share(String id, long part, long all, String meaning, String next) {
    share(id, part, all, meaning, next, true);
  }

  private void share(
      String id, long part, long all, String meaning, String next, boolean canBeProblem) {
    if (part == 0) {
      checks.add(Check.ok(id, of(part, all), "No " + meaning));
    } else {
      boolean isMuch = canBeProblem && part >= MUCH * all;
      add(id, isMuch ? Level.PROBLEM : Level.WARNING, of(part, all), capital(meaning), next);
    }
  }

  private void count(String id, long count, Level level, String meaning, String next) {
    if (count == 0) {
      checks.add(Check.ok(id, "0", "No " + meaning));
    } else {
      add(id, level, number(count), capital(meaning), next);
    }
  }

  private void add(String id, Level level, String number, String meaning, String next) {
    checks.add(new Check(id, level, number, meaning, next));
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private static String of(long part, long all) {
    return all == 0
        ? "0 of 0"
        : String.format(
            Locale.ROOT, "%s of %s (%.1f %%)", number(part), number(all), 100.0 * part / all);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
