package dev.plumbline.dashboards.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What happened to a scope: failed deployments, incidents, phases of the programme. */
public final class History {

  private static final String FAILURES = Sql.load("failures.sql");
  private static final String INCIDENTS = Sql.load("uncaused-incidents.sql");
  private static final String SERVICES = Sql.load("services-of-team.sql");

  private final Handle handle;

  History(Handle handle) {
    this.handle = handle;
  }

  /** Failed deployments that finished in the time, the newest first. */
  public List<FailedDeployment> failures(HistoryFilter filter) {
    return failures(filter, "true");
  }

  /** Those of them that nothing had ended before the end of the time. */
  public List<FailedDeployment> openFailures(HistoryFilter filter) {
    return failures(filter, "(recovered_at is null or recovered_at >= :to)");
  }

  private List<FailedDeployment> failures(HistoryFilter filter, String condition) {
    return bound(
            FAILURES
                .replace("{scope}", filter.scope().where("finished_at", true))
                .replace("{condition}", condition),
            filter)
        .bind("environment", filter.scope().environment())
        .map((row, context) -> failure(row))
        .list();
  }

  /** Incidents that fail no deployment, whatever their environment; the newest first. */
  public List<UncausedIncident> uncausedIncidents(HistoryFilter filter) {
    return bound(
            INCIDENTS.replace("{scope}", filter.scope().whereOfAnyEnvironment("started_at")),
            filter)
        .map((row, context) -> incident(row))
        .list();
  }

  /** Phases of the programme in the order of their beginning. */
  public List<ProgrammePhase> phases() {
    return handle
        .createQuery(
            """
            select distinct phase, "from", "to"
            from plumbline.programme_phases
            order by "from", "to", phase
            """)
        .map(
            (row, context) ->
                new ProgrammePhase(
                    row.getString("phase"),
                    row.getObject("from", LocalDate.class),
                    row.getObject("to", LocalDate.class)))
        .list();
  }

  /** The services that a team owns on a day, by name. */
  public List<String> services(String team, LocalDate day) {
    return handle
        .createQuery(SERVICES)
        .bind("team", team)
        .bind("day", day)
        .mapTo(String.class)
        .list();
  }

  /**
   * DORA's metrics of services in one period.
   *
   * @param filter its last period is the one that is asked for, its environment a type
   */
  public List<ServiceFigure> figures(List<String> services, FigureFilter filter) {
    Query query =
        handle.createQuery(
            """
            select
              metric, definition, period_start, n, excluded, excluded_by_reason,
              median_seconds, p75_seconds, p90_seconds, value, parts, suppressed,
              figure.scope, figure.environment
            from plumbline.environment_types_of(:services) deployed
            join plumbline.dora_metrics figure
              on figure.scope = deployed.service and figure.environment = deployed.environment
            where deployed.environment_type = :environment
              and figure.scope_kind = 'service'
              and figure.grain = :grain
              and figure.period_start = :period
            order by figure.scope, figure.environment, metric
            """);
    query.bindArray("services", String.class, services);
    return query
        .bind("environment", filter.environment())
        .bind("grain", Periods.name(filter.grain()))
        .bind("period", filter.last())
        .map(
            (row, context) ->
                new ServiceFigure(
                    row.getString("scope"), row.getString("environment"), Snapshot.figure(row)))
        .list();
  }

  private Query bound(String sql, HistoryFilter filter) {
    return handle
        .createQuery(sql)
        .bind("scope", filter.scope().scope())
        .bind("from", Rows.atUtc(filter.from()))
        .bind("to", Rows.atUtc(filter.to()))
        .bind("most", filter.most());
  }

  private static FailedDeployment failure(ResultSet row) throws SQLException {
    return new FailedDeployment(
        row.getString("service"),
        row.getString("environment"),
        row.getString("deployment"),
        row.getObject("finished_at", OffsetDateTime.class).toInstant(),
        texts(row, "failures"),
        row.getObject("failed_at", OffsetDateTime.class).toInstant(),
        instant(row, "recovered_at"),
        row.getString("recovered_by"),
        row.getBigDecimal("recovery_seconds"),
        texts(row, "incidents"));
  }

  private static UncausedIncident incident(ResultSet row) throws SQLException {
    return new UncausedIncident(
        row.getString("service"),
        row.getString("source"),
        row.getString("incident"),
        row.getString("name"),
        row.getString("environment"),
        row.getString("state"),
        instant(row, "started_at"),
        instant(row, "resolved_at"),
        row.getString("reason"));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
