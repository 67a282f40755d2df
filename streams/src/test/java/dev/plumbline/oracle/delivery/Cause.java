package dev.plumbline.oracle.delivery;

import dev.plumbline.settings.DefaultSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The deployment that caused an incident.
 *
 * @param foundBy deployment, commit, version or window
 */
record Cause(Incident incident, Deployed deployment, String foundBy) {

  /** The cause of an incident, null when it has none. */
  static Cause of(
      Incident incident, Deployments deployments, Containment containment, Rules rules) {
    if (incident.service().isEmpty() || incident.startedAt() == null) {
      return null;
    }
    List<Deployed> among =
        deployments.all().stream()
            .filter(Deployed::isFinished)
            .filter(one -> one.target().service().equals(incident.service()))
            .filter(one -> isWhere(incident, one.target().environment(), rules))
            .sorted(Deployed.ORDER)
            .toList();
    Set<Deployed> first = new TreeSet<>(Deployed.ORDER);
    for (Deployed one : among) {
      for (String sha : incident.commits()) {
        Deployed containing = containment.first(one.target(), one.repository(), sha);
        if (containing != null) {
          first.add(containing);
        }
      }
    }
    Cause cause =
        linked(incident, among, "deployment", one -> incident.deployments().contains(one.id()));
    cause = cause != null ? cause : linked(incident, among, "commit", first::contains);
    cause =
        cause != null
            ? cause
            : linked(
                incident,
                among,
                "version",
                one ->
                    incident.versions().contains(one.id())
                        || one.release() != null && incident.versions().contains(one.release()));
    return cause != null ? cause : inWindow(incident, among, rules);
  }

  private static boolean isWhere(Incident incident, String environment, Rules rules) {
    return incident.environment() == null
        ? rules.typeOf(environment).equals(DefaultSettings.PRODUCTION)
        : incident.environment().equals(environment);
  }

  /** The latest of those that finished by the incident's start, if none did the first. */
  private static Cause linked(
      Incident incident, List<Deployed> among, String foundBy, Predicate<Deployed> isNamed) {
    List<Deployed> named = among.stream().filter(isNamed).toList();
    if (named.isEmpty()) {
      return null;
    }
    List<Deployed> by = named.stream().filter(one -> isBy(one, incident)).toList();
    return new Cause(incident, by.isEmpty() ? first(named) : by.get(by.size() - 1), foundBy);
  }

  /** Of equal finishes the one in the greater environment. */
  private static Deployed first(List<Deployed> all) {
    return all.stream()
        .min(
            Comparator.comparing(Deployed::finishedAt)
                .thenComparing(one -> one.target().environment(), Bytes.ORDER.reversed())
                .thenComparing(Deployed::id, Bytes.ORDER))
        .orElseThrow();
  }

  private static Cause inWindow(Incident incident, List<Deployed> among, Rules rules) {
    List<Deployed> by = among.stream().filter(one -> isBy(one, incident)).toList();
    if (by.isEmpty()) {
      return null;
    }
    Deployed latest = by.get(by.size() - 1);
    boolean isSoonAfter =
        !latest.finishedAt().plus(rules.incidentWindow()).isBefore(incident.startedAt());
    return isSoonAfter ? new Cause(incident, latest, "window") : null;
  }

  private static boolean isBy(Deployed one, Incident incident) {
    return !one.finishedAt().isAfter(incident.startedAt());
  }
}
