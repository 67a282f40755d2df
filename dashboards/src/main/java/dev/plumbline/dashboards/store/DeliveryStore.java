package dev.plumbline.dashboards.store;

import static dev.plumbline.dashboards.store.Column.instant;
import static dev.plumbline.dashboards.store.Column.number;
import static dev.plumbline.dashboards.store.Column.text;
import static dev.plumbline.dashboards.store.Rows.atUtc;
import static dev.plumbline.dashboards.store.Rows.scan;

import java.sql.Types;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/**
 * What is asked about delivery. Answers come row by row through a cursor, so their size does not
 * matter here; each is one snapshot of the database.
 */
public final class DeliveryStore {

  /** Columns of {@link #changes}. */
  public static final List<Column> CHANGE_COLUMNS =
      List.of(
          text("commit"),
          text("repository"),
          text("service"),
          text("environment"),
          new Column("is_merge", Column.Kind.BOOLEAN),
          instant("authored_at"),
          instant("committed_at"),
          text("deployment"),
          instant("deployed_at"),
          number("lead_time_seconds"),
          text("excluded_reason"));

  /** Columns of {@link #dora}. */
  public static final List<Column> DORA_COLUMNS =
      List.of(
          text("metric"),
          text("definition"),
          text("scope"),
          text("environment"),
          new Column("period_start", Column.Kind.DATE),
          number("n"),
          number("excluded"),
          new Column("excluded_by_reason", Column.Kind.OBJECT),
          number("median_seconds"),
          number("p75_seconds"),
          number("p90_seconds"),
          number("value"),
          new Column("parts", Column.Kind.OBJECT),
          number("contributors"),
          text("suppressed"));

  /** Columns of {@link #scopes(RowReceiver)}. */
  public static final List<Column> SCOPE_COLUMNS =
      List.of(text("family"), text("scope_kind"), text("scope"), text("environment"));

  /** Columns of {@link #pullRequests}. */
  public static final List<Column> PULL_REQUEST_COLUMNS =
      List.of(
          text("repository"),
          text("pull_request"),
          text("state"),
          new Column("draft", Column.Kind.BOOLEAN),
          instant("opened_at"),
          instant("ready_at"),
          instant("first_review_at"),
          instant("merged_at"),
          instant("closed_at"),
          text("merge_sha"),
          text("author_kind"),
          new Column("into_default_branch", Column.Kind.BOOLEAN),
          number("reviews"));

  private static final String CHANGES = Sql.load("changes.sql");
  private static final String DORA = Sql.load("dora.sql");
  private static final String PULL_REQUESTS = Sql.load("pull-requests.sql");
  private static final String REPOSITORIES =
      "select repository from plumbline.repositories order by repository";
  private static final String SERVICES =
      "select distinct service from plumbline.service_environments order by service";
  private static final String ENVIRONMENTS =
      "select distinct environment from plumbline.service_environments order by environment";

  private static final String SCOPES =
      """
      select family, scope_kind, scope, environment
      from plumbline.scopes
      order by family, scope_kind, scope, environment
      """;
  private static final String NAMES =
      """
      select scope
      from plumbline.scope_names
      where delivery and scope_kind = :scope_kind
      order by scope
      """;

  private static final String HAS_FIGURES =
      """
      select (
        select count(*)
        from unnest(:scopes::text[]) name
        cross join lateral (
          select from plumbline.dora_metrics m
          where m.grain = 'month' and m.scope_kind = :scope_kind and m.scope = name
          limit 1
        ) found
      ) = cardinality(:scopes::text[]) and (
        select count(*)
        from unnest(:environments::text[]) name
        cross join lateral (
          select from plumbline.dora_metrics m
          where m.grain = 'month' and m.scope_kind = :scope_kind and m.scope = any (:scopes::text[])
            and m.environment = name
          limit 1
        ) found
      ) = cardinality(:environments::text[])
      """;

  private final Database database;

  public DeliveryStore(Database database) {
    this.database = database;
  }

  /** Every commit as it concerns a service and environment, in the order of commit time. */
  public void changes(ChangeFilter filter, RowReceiver receiver) {
    database
        .reading()
        .useTransaction(
            handle -> {
              Query query = handle.createQuery(CHANGES);
              query.bindArray("services", String.class, filter.services());
              query.bindArray("environments", String.class, filter.environments());
              query.bindBySqlType("from", atUtc(filter.from()), Types.TIMESTAMP_WITH_TIMEZONE);
              query.bindBySqlType("to", atUtc(filter.to()), Types.TIMESTAMP_WITH_TIMEZONE);
              scan(query, CHANGE_COLUMNS, receiver);
            });
  }

  /** DORA's metrics, in the order of metric, scope, environment and period. */
  public void dora(DoraFilter filter, RowReceiver receiver) {
    database
        .reading()
        .useTransaction(
            handle -> {
              Query query = handle.createQuery(DORA);
              query.bind("scope_kind", filter.scopeKind());
              query.bindArray("scopes", String.class, filter.scopes());
              query.bindArray("environments", String.class, filter.environments());
              query.bind("production", filter.isProduction());
              query.bindArray("without", String.class, filter.without());
              bindMetrics(query, filter);
              query.bind("grain", Periods.name(filter.grain()));
              query.bind("step", Periods.step(filter.grain()));
              query.bindBySqlType("first", filter.first(), Types.DATE);
              query.bindBySqlType("last", filter.last(), Types.DATE);
              scan(query, DORA_COLUMNS, receiver);
            });
  }

  private static void bindMetrics(Query query, DoraFilter filter) {
    List<DoraMetric> metrics =
        DoraMetric.by(filter.grain()).stream()
            .filter(metric -> filter.metrics().isEmpty() || filter.metrics().contains(metric))
            .toList();
    query.bindArray("metrics", String.class, metrics.stream().map(DoraMetric::id).toList());
    query.bindArray(
        "definitions", String.class, metrics.stream().map(DoraMetric::definition).toList());
    // A count is nought when nothing happened; anything else has no value then.
    query.bindArray("counts", Boolean.class, metrics.stream().map(DoraMetric::isCount).toList());
  }

  /** Every scope that a metric has been computed for, by family and environment. */
  public void scopes(RowReceiver receiver) {
    database
        .reading()
        .useTransaction(handle -> scan(handle.createQuery(SCOPES), SCOPE_COLUMNS, receiver));
  }

  /** Names of the scopes of a kind that have figures of delivery. */
  public List<String> scopes(String kind) {
    return database
        .reading()
        .withHandle(
            handle ->
                handle.createQuery(NAMES).bind("scope_kind", kind).mapTo(String.class).list());
  }

  /**
   * Whether each of the scopes has figures by month, and each environment has some of one of the
   * scopes: without scopes it has none.
   */
  public boolean hasFigures(String kind, List<String> scopes, List<String> environments) {
    return database
        .reading()
        .withHandle(
            handle -> {
              Query query = handle.createQuery(HAS_FIGURES);
              query.bind("scope_kind", kind);
              query.bindArray("scopes", String.class, scopes);
              query.bindArray("environments", String.class, environments);
              return query.mapTo(Boolean.class).one();
            });
  }

  /** Every pull request, in the order of opening. */
  public void pullRequests(PullRequestFilter filter, RowReceiver receiver) {
    database
        .reading()
        .useTransaction(
            handle -> {
              Query query = handle.createQuery(PULL_REQUESTS);
              query.bindArray("repositories", String.class, filter.repositories());
              query.bindBySqlType("from", atUtc(filter.from()), Types.TIMESTAMP_WITH_TIMEZONE);
              query.bindBySqlType("to", atUtc(filter.to()), Types.TIMESTAMP_WITH_TIMEZONE);
              scan(query, PULL_REQUEST_COLUMNS, receiver);
            });
  }

  /** Names of the repositories that have a pull request. */
  public List<String> repositories() {
    return names(REPOSITORIES);
  }

  /** Names of the services that have a change or a deployment. */
  public List<String> services() {
    return names(SERVICES);
  }

  /** Names of the environments that have a change or a deployment. */
  public List<String> environments() {
    return names(ENVIRONMENTS);
  }

  private List<String> names(String sql) {
    return database
        .reading()
        .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
