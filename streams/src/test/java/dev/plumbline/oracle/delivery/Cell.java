package dev.plumbline.oracle.delivery;

import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Service;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A scope and a period. */
record Cell(String kind, String scope, String environment, Grain grain, LocalDate start) {

  /** All that a finished deployment belongs to. */
  static List<Cell> of(Deployed deployment, List<Service> services, Rules rules) {
    LocalDate day = start(Grain.DAY, deployment.finishedAt());
    String service = deployment.target().service();
    String environment = deployment.target().environment();
    String type = rules.typeOf(environment);
    List<Cell> cells = new ArrayList<>();
    for (Grain grain : Grain.values()) {
      LocalDate start = start(grain, deployment.finishedAt());
      cells.add(new Cell("service", service, environment, grain, start));
      cells.add(new Cell("organisation", "organisation", type, grain, start));
      String team = owner(service, day, services);
      if (team != null) {
        cells.add(new Cell("team", team, type, grain, start));
      }
    }
    return cells;
  }

  /** Who owns the service on the day: of several, who began last, then the first by name. */
  private static String owner(String service, LocalDate day, List<Service> services) {
    return services.stream()
        .filter(one -> one.getService().equals(service))
        .flatMap(one -> one.getOwners().stream())
        .filter(one -> one.getFrom() == null || !one.getFrom().isAfter(day))
        .filter(one -> one.getTo() == null || one.getTo().isAfter(day))
        .min(
            Comparator.comparing(
                    Ownership::getFrom, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
                .reversed()
                .thenComparing(Ownership::getTeam))
        .map(Ownership::getTeam)
        .orElse(null);
  }

  static LocalDate start(Grain grain, Instant instant) {
    LocalDate day = instant.atOffset(ZoneOffset.UTC).toLocalDate();
    return switch (grain) {
      case DAY -> day;
      case WEEK -> day.minusDays(day.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue());
      case MONTH -> LocalDate.of(day.getYear(), day.getMonth(), 1);
    };
  }

  MetricKey key(String metric) {
    return new MetricKey(metric, kind, scope, environment, grain, start);
  }
}
