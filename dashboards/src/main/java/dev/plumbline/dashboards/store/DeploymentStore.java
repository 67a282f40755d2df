package dev.plumbline.dashboards.store;

import static dev.plumbline.dashboards.store.Column.instant;
import static dev.plumbline.dashboards.store.Column.number;
import static dev.plumbline.dashboards.store.Column.text;
import static dev.plumbline.dashboards.store.Rows.atUtc;

import java.sql.Types;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/** Deployments, failures and incidents, row by row through a cursor, in the order of time. */
public final class DeploymentStore {

  /** Columns of {@link #deployments}. */
  public static final List<Column> DEPLOYMENT_COLUMNS =
      List.of(
          text("service"),
          text("environment"),
          text("environment_type"),
          text("deployment"),
          text("repository"),
          text("commit"),
          text("release"),
          text("source"),
          text("status"),
          instant("started_at"),
          instant("finished_at"),
          new Column("is_first", Column.Kind.BOOLEAN),
          text("reason"),
          list("failures"),
          list("rework"),
          text("rolled_back_to"));

  /** Columns of {@link #failures}. */
  public static final List<Column> FAILURE_COLUMNS =
      List.of(
          text("service"),
          text("environment"),
          text("environment_type"),
          text("deployment"),
          text("repository"),
          text("commit"),
          text("release"),
          text("source"),
          text("status"),
          instant("finished_at"),
          list("failures"),
          instant("failed_at"),
          instant("recovered_at"),
          text("recovered_by"),
          number("recovery_seconds"),
          text("excluded_reason"),
          list("incidents"),
          list("changes"));

  /** Columns of {@link #incidents}. */
  public static final List<Column> INCIDENT_COLUMNS =
      List.of(
          text("service"),
          text("source"),
          text("incident"),
          text("name"),
          text("environment"),
          text("state"),
          instant("started_at"),
          instant("resolved_at"),
          text("severity"),
          text("cause_environment"),
          text("cause_deployment"),
          text("cause_found_by"),
          text("reason"));

  private static final String QUERY =
      """
      select {columns}
      from plumbline.{view}
      where (cardinality(:services::text[]) = 0 or service = any (:services::text[]))
        and (
          cardinality(:environments::text[]) = 0 or environment = any (:environments::text[])
        )
        and (:from::timestamptz is null or {time} >= :from::timestamptz)
        and (:to::timestamptz is null or {time} < :to::timestamptz)
      order by {time}, {order}
      """;
  private static final String DEPLOYMENTS =
      query("deployments", DEPLOYMENT_COLUMNS, "finished_at", "service, environment, deployment");
  private static final String FAILURES =
      query("failures", FAILURE_COLUMNS, "finished_at", "service, environment, deployment");
  private static final String INCIDENTS =
      query("incidents", INCIDENT_COLUMNS, "started_at", "service, source, incident");

  private final Database database;

  public DeploymentStore(Database database) {
    this.database = database;
  }

  /** Every deployment, in the order of its finish; those without come last. */
  public void deployments(DeploymentFilter filter, RowReceiver receiver) {
    scan(DEPLOYMENTS, DEPLOYMENT_COLUMNS, filter, receiver);
  }

  /** Every failed deployment with its evidence, in the order of its finish. */
  public void failures(DeploymentFilter filter, RowReceiver receiver) {
    scan(FAILURES, FAILURE_COLUMNS, filter, receiver);
  }

  /** Every incident with its cause, in the order of its start; those without come last. */
  public void incidents(DeploymentFilter filter, RowReceiver receiver) {
    scan(INCIDENTS, INCIDENT_COLUMNS, filter, receiver);
  }

  private void scan(
      String sql, List<Column> columns, DeploymentFilter filter, RowReceiver receiver) {
    database
        .reading()
        .useTransaction(
            handle -> {
              Query query = handle.createQuery(sql);
              query.bindArray("services", String.class, filter.services());
              query.bindArray("environments", String.class, filter.environments());
              query.bindBySqlType("from", atUtc(filter.from()), Types.TIMESTAMP_WITH_TIMEZONE);
              query.bindBySqlType("to", atUtc(filter.to()), Types.TIMESTAMP_WITH_TIMEZONE);
              Rows.scan(query, columns, receiver);
            });
  }

  private static String query(String view, List<Column> columns, String time, String order) {
    return QUERY
        .replace("{columns}", columns.stream().map(Column::sql).collect(Collectors.joining(", ")))
        .replace("{view}", view)
        .replace("{time}", time)
        .replace("{order}", order);
  }

  private static Column list(String name) {
    return new Column(name, Column.Kind.LIST);
  }
}
