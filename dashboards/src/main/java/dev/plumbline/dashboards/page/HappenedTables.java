package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;
import dev.plumbline.dashboards.store.FailedDeployment;
import dev.plumbline.dashboards.store.UncausedIncident;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happened, row by row: failed deployments, those still open, incidents without a cause. */
final class HappenedTables {

  private final Reading reading;
  private final Happened happened;

  HappenedTables(Reading reading) {
    this.reading = reading;
    this.happened = reading.happened();
  }

  /** The tables that have something to say; of delivery only. */
  Markup write() {
    return reading.hasDelivery()
        ? element("div", "happened").add(failures(), open(), uncaused())
        : Markup.NONE;
  }

  private Element failures() {
    ScrollingTable table =
        new ScrollingTable(
            "Failed deployments, table",
            List.of(
                "Deployment",
                "Service",
                "Environment",
                "Finished",
                "Evidence",
                "Recovered after",
                "By"));
    happened.failures().stream()
        .limit(Happened.LISTED)
        .forEach(
            failure ->
                table
                    .row(
                        List.of(
                            Markup.text(failure.deployment()),
                            service(failure.service()),
                            Markup.text(failure.environment()),
                            Markup.text(Words.moment(failure.finishedAt())),
                            Markup.text(String.join(", ", failure.evidence())),
                            Markup.text(recovered(failure)),
                            Markup.text(by(failure))))
                    .with("data-deployment", failure.deployment()));
    return section(
        "failures",
        "Failed deployments",
        happened.failures().size(),
        "None in the periods shown.",
        table);
  }

  private String recovered(FailedDeployment failure) {
    BigDecimal seconds = failure.recoverySeconds();
    if (isOpen(failure)) {
      return "open";
    }
    return seconds == null ? "negative-duration" : Words.duration(seconds);
  }

  /** Whether nothing had ended it by the day of the question. */
  private boolean isOpen(FailedDeployment failure) {
    Instant recovered = failure.recoveredAt();
    LocalDate known = reading.question().knownUntil();
    return recovered == null || !recovered.isBefore(known.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private String by(FailedDeployment failure) {
    String deployment = failure.recoveredBy();
    List<String> by = new ArrayList<>(failure.incidents());
    if (deployment != null && !isOpen(failure)) {
      by.add(deployment);
    }
    return by.isEmpty() ? "–" : String.join(", ", by);
  }

  private Element open() {
    Instant asOf = reading.question().asOf().atStartOfDay(ZoneOffset.UTC).toInstant();
    ScrollingTable table =
        new ScrollingTable(
            "Open failures, table",
            List.of(
                "Deployment",
                "Service",
                "Environment",
                "Degraded since",
                "Open for",
                "Evidence",
                "Incidents"));
    happened.open().stream()
        .limit(Happened.LISTED)
        .forEach(
            failure ->
                table.row(
                    List.of(
                        Markup.text(failure.deployment()),
                        service(failure.service()),
                        Markup.text(failure.environment()),
                        Markup.text(Words.moment(failure.failedAt())),
                        Markup.text(since(failure.failedAt(), asOf)),
                        Markup.text(String.join(", ", failure.evidence())),
                        Markup.text(
                            failure.incidents().isEmpty()
                                ? "–"
                                : String.join(", ", failure.incidents())))));
    return section(
        "open",
        "Open failures as of " + Words.day(reading.question().asOf()),
        happened.open().size(),
        "None: every failed deployment has recovered.",
        table);
  }

  private static String since(Instant begin, Instant asOf) {
    return begin.isBefore(asOf)
        ? Words.duration(BigDecimal.valueOf(Duration.between(begin, asOf).toSeconds()))
        : "begun that day";
  }

  private Element uncaused() {
    ScrollingTable table =
        new ScrollingTable(
            "Incidents without a cause, table",
            List.of("Incident", "Service", "Environment", "Started", "Resolved", "Reason"));
    happened.uncaused().stream()
        .limit(Happened.LISTED)
        .forEach(
            incident ->
                table.row(
                    List.of(
                        Markup.text(named(incident)),
                        incident.service().isEmpty()
                            ? Markup.text("unknown")
                            : service(incident.service()),
                        Markup.text(or(incident.environment(), "not named")),
                        Markup.text(moment(incident.startedAt(), "unknown")),
                        Markup.text(
                            moment(
                                incident.resolvedAt(), incident.state().toLowerCase(Locale.ROOT))),
                        reason(incident.reason()))));
    return section(
        "uncaused",
        "Incidents that fail no deployment",
        happened.uncaused().size(),
        "None in the periods shown.",
        table);
  }

  private static String named(UncausedIncident incident) {
    return or(incident.name(), incident.source() + ":" + incident.incident());
  }

  private static Markup reason(@Nullable String reason) {
    return reason == null
        ? Markup.text("–")
        : element("a").link("/definitions#" + reason).text(reason);
  }

  private static String moment(@Nullable Instant instant, String otherwise) {
    return instant == null ? otherwise : Words.moment(instant);
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private Markup service(String service) {
    return element("a")
        .link(Links.scope(ScopeKind.SERVICE.id(), service, reading.question().given()))
        .text(service);
  }

  private static Element section(
      String id, String title, int rows, String otherwise, ScrollingTable table) {
    Element section =
        element("section", "list")
            .with("aria-labelledby", id)
            .add(
                element("h2")
                    .with("id", id)
                    .text(title + " ")
                    .add(element("span", "count").text(count(rows))));
    return rows == 0 ? section.add(element("p").text(otherwise)) : section.add(table.markup());
  }

  private static String count(int rows) {
    if (rows <= Happened.LISTED) {
      return Words.number(rows);
    }
    String all = rows > Happened.DRAWN ? "more than " + Happened.DRAWN : Words.number(rows);
    return "the newest " + Happened.LISTED + " of " + all;
  }
}
