package dev.plumbline.dashboards.store;

import static dev.plumbline.dashboards.store.Rows.atUtc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Counts what is missing for the figures to be true. Reads all facts: seconds for millions. */
public final class DoctorStore {

  private static final String COUNTS = Sql.load("doctor.sql");

  private static final String WORST =
      """
      select repository || ' (' || count(*) filter (where reason = 'no-matching-commit')
        || ' of ' || count(*) || ')'
      from plumbline.deployments
      where repository is not null
      group by repository
      having count(*) filter (where reason = 'no-matching-commit') > 0
      order by count(*) filter (where reason = 'no-matching-commit') desc, repository
      limit 5
      """;

  private static final String SERVICES =
      "select distinct service from plumbline.service_environments order by service";

  private static final String NEVER_DEPLOYED =
      """
      select service
      from (select distinct service from plumbline.service_environments) known
      where not exists (
        select from plumbline.deployments d
        where d.service = known.service and d.status = 'SUCCEEDED'
      )
      order by service
      """;

  private static final String WITHOUT_OWNER =
      """
      select service
      from (select distinct service from plumbline.service_environments) known
      where not exists (
        select from plumbline.service_owners owner
        where owner.service = known.service
          and owner.team <> ''
          and (owner."from" is null
            or owner."from" <= (:as_of::timestamptz at time zone 'UTC')::date)
          and (owner."to" is null or owner."to" > (:as_of::timestamptz at time zone 'UTC')::date)
      )
      order by service
      """;

  private static final String UNTYPED =
      """
      select distinct environment
      from plumbline.environments
      where environment_type = environment
        and environment_type <> all (:types::text[])
      order by environment
      """;

  private final Database database;

  public DoctorStore(Database database) {
    this.database = database;
  }

  /**
   * Counts everything from one snapshot.
   *
   * @param types types of environments that are known without being configured
   */
  public DoctorCounts counts(Instant asOf, List<String> types) {
    return database
        .reading()
        .inTransaction(
            TransactionIsolationLevel.REPEATABLE_READ,
            handle ->
                at(handle.createQuery(COUNTS), asOf)
                    .map((row, context) -> counts(row, handle, asOf, types))
                    .one());
  }

  private static DoctorCounts counts(ResultSet row, Handle handle, Instant asOf, List<String> types)
      throws SQLException {
    Snapshot snapshot = new Snapshot(handle);
    return new DoctorCounts(
        row.getLong("deployments"),
        row.getLong("unmatched_deployments"),
        texts(handle.createQuery(WORST)),
        row.getLong("finish_unknown"),
        row.getLong("deployments_without_service"),
        texts(handle.createQuery(SERVICES)),
        texts(handle.createQuery(NEVER_DEPLOYED)),
        texts(at(handle.createQuery(WITHOUT_OWNER), asOf)),
        row.getLong("production_environments"),
        texts(handle.createQuery(UNTYPED).bindArray("types", String.class, types)),
        coverage(handle),
        row.getLong("changes"),
        row.getLong("changes_without_time"),
        row.getLong("changes_without_service"),
        row.getLong("merged_pull_requests"),
        row.getLong("without_first_commit"),
        row.getLong("incidents"),
        row.getLong("incidents_without_service"),
        row.getLong("incidents_without_start"),
        row.getLong("incidents_without_cause"),
        row.getLong("incidents_open_for_long"),
        snapshot.freshness(),
        snapshot.quarantined(),
        row.getLong("phases"),
        row.getLong("figures"),
        row.getLong("small_figures"));
  }

  private static Map<String, Long> coverage(Handle handle) {
    Map<String, Long> coverage = new TreeMap<>();
    handle
        .createQuery("select authors, pull_requests from plumbline.account_coverage")
        .map((row, context) -> coverage.put(row.getString(1), row.getLong(2)))
        .list();
    return coverage;
  }

  private static Query at(Query query, Instant asOf) {
    return query.bindBySqlType("as_of", atUtc(asOf), Types.TIMESTAMP_WITH_TIMEZONE);
  }

  private static List<String> texts(Query query) {
    return query.mapTo(String.class).list();
  }
}
