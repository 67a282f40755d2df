package dev.plumbline.dashboards.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The database as it was when the first question of a page was asked. */
public final class Snapshot {

  private static final JsonFactory JSON = new JsonFactory();

  private static final String DORA = Sql.load("figures.sql");
  private static final String OPS_DEMAND =
      DORA.replace("plumbline.dora_metrics", "plumbline.ops_demand_metrics")
          .replace("and environment = :environment", "")
          .replace("median_seconds, p75_seconds, p90_seconds", "null, null, null")
          .replace("parts, suppressed", "'{}', null");
  private static final String QUEUES = Sql.load("queue-counts.sql");

  private final Handle handle;

  Snapshot(Handle handle) {
    this.handle = handle;
  }

  /** DORA's metrics, in the order of metric and period; empty periods are left out. */
  public List<Figure> dora(FigureFilter filter) {
    return bound(DORA, filter)
        .bind("environment", filter.environment())
        .map((row, context) -> figure(row))
        .list();
  }

  /** What happened, of the same moment. */
  public History history() {
    return new History(handle);
  }

  /** The demand on ops teams, in the order of metric and period; empty periods are left out. */
  public List<Figure> opsDemand(FigureFilter filter) {
    return bound(OPS_DEMAND, filter).map((row, context) -> figure(row)).list();
  }

  /**
   * What the queues with the most received, and all others together.
   *
   * @param metric name of what is counted
   * @param most how many are named
   */
  public List<QueueCount> queues(FigureFilter filter, String metric, int most) {
    return handle
        .createQuery(QUEUES)
        .bind("grain", Periods.name(filter.grain()))
        .bind("first", filter.first())
        .bind("last", filter.last())
        .bind("metric", metric)
        .bind("most", most)
        .map(
            (row, context) ->
                new QueueCount(
                    row.getString("queue"),
                    row.getObject("period_start", LocalDate.class),
                    row.getBigDecimal("value")))
        .list();
  }

  /** The first period of a scope that has any figure; null when none has. */
  public @Nullable LocalDate firstPeriod(String scopeKind, String scope, LocalDate asOf) {
    return handle
        .createQuery(
            """
            select least(
              (select min(period_start) from plumbline.dora_metrics
               where grain = 'month' and scope_kind = :kind and scope = :scope
                 and period_start <= :as_of),
              (select min(period_start) from plumbline.ops_demand_metrics
               where grain = 'month' and scope_kind = :kind and scope = :scope
                 and period_start <= :as_of))
            """)
        .bind("kind", scopeKind)
        .bind("scope", scope)
        .bind("as_of", asOf)
        .map((row, context) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
        .one()
        .orElse(null);
  }

  /** The environments that a scope has figures of. */
  public List<String> environments(String scopeKind, String scope) {
    return handle
        .createQuery(
            """
            select distinct environment from plumbline.dora_metrics
            where grain = 'month' and scope_kind = :kind and scope = :scope
            order by environment
            """)
        .bind("kind", scopeKind)
        .bind("scope", scope)
        .mapTo(String.class)
        .list();
  }

  /** Every scope that has figures, in the order of kind and name. */
  public List<ScopeName> scopes() {
    return handle
        .createQuery(
            "select scope_kind, scope from plumbline.scope_names order by scope_kind, scope")
        .map((row, context) -> new ScopeName(row.getString("scope_kind"), row.getString("scope")))
        .list();
  }

  /**
   * The first scopes of each kind, in the order of kind and name.
   *
   * @param most how many of a kind
   */
  public List<ScopeName> firstScopes(List<String> kinds, int most) {
    Query query = handle.createQuery("select * from plumbline.first_scopes(:kinds, :most)");
    query.bindArray("kinds", String.class, kinds);
    return query
        .bind("most", most)
        .map((row, context) -> new ScopeName(row.getString("scope_kind"), row.getString("scope")))
        .list();
  }

  /** The newest event that the facts of each family hold; null for a family without facts. */
  public Map<String, @Nullable Instant> freshness() {
    Map<String, @Nullable Instant> newest = new LinkedHashMap<>();
    handle
        .createQuery("select family, newest from plumbline.freshness order by family")
        .map(
            (row, context) -> {
              OffsetDateTime time = row.getObject("newest", OffsetDateTime.class);
              newest.put(row.getString("family"), time == null ? null : time.toInstant());
              return true;
            })
        .list();
    return newest;
  }

  /** Records that could not be read, by topic. */
  public Map<String, Long> quarantined() {
    Map<String, Long> records = new TreeMap<>();
    handle
        .createQuery("select topic, records from plumbline.quarantined_records")
        .map((row, context) -> records.put(row.getString("topic"), row.getLong("records")))
        .list();
    return records;
  }

  /** The day from which a team works on the platform; null when it does not, or nobody said. */
  public @Nullable LocalDate platformAdopted(String team) {
    boolean isKnown =
        handle
            .createQuery("select to_regclass('plumbline.teams') is not null")
            .mapTo(Boolean.class)
            .one();
    return isKnown
        ? handle
            .createQuery("select platform_adopted from plumbline.teams where team = :team")
            .bind("team", team)
            .map((row, context) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
            .findOne()
            .flatMap(adopted -> adopted)
            .orElse(null)
        : null;
  }

  private Query bound(String sql, FigureFilter filter) {
    return handle
        .createQuery(sql)
        .bind("grain", Periods.name(filter.grain()))
        .bind("kind", filter.scopeKind())
        .bind("scope", filter.scope())
        .bind("first", filter.first())
        .bind("last", filter.last());
  }

  static Figure figure(ResultSet row) throws SQLException {
    return new Figure(
        row.getString(1),
        row.getString(2),
        row.getObject(3, LocalDate.class),
        row.getLong(4),
        row.getLong(5),
        counts(row.getString(6)),
        row.getBigDecimal(7),
        row.getBigDecimal(8),
        row.getBigDecimal(9),
        row.getBigDecimal(10),
        counts(row.getString(11)),
        row.getString(12));
  }

  /** An object of counts, in the order of names. */
  static Map<String, Long> counts(String json) {
    Map<String, Long> counts = new TreeMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
          counts.put(parser.currentName(), parser.getLongValue());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counts;
  }
}
