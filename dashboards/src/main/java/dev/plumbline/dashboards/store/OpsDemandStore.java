package dev.plumbline.dashboards.store;

import static dev.plumbline.dashboards.store.Column.instant;
import static dev.plumbline.dashboards.store.Column.number;
import static dev.plumbline.dashboards.store.Column.text;
import static dev.plumbline.dashboards.store.Rows.atUtc;

import java.sql.Types;
import java.util.List;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about ops demand. Answers come row by row through a cursor, so their size does not
 * matter here; each is one snapshot of the database.
 */
public final class OpsDemandStore {

  /** Columns of {@link #tickets}. */
  public static final List<Column> TICKET_COLUMNS =
      List.of(
          text("source"),
          text("ticket"),
          text("name"),
          text("queue"),
          text("team"),
          text("kind"),
          text("state"),
          instant("created_at"),
          instant("resolved_at"),
          number("reopenings"),
          text("reporter_kind"),
          text("excluded_reason"));

  /** Columns of {@link #demand}. */
  public static final List<Column> DEMAND_COLUMNS =
      List.of(
          text("metric"),
          text("definition"),
          text("scope_kind"),
          text("scope"),
          new Column("period_start", Column.Kind.DATE),
          number("n"),
          number("excluded"),
          new Column("excluded_by_reason", Column.Kind.OBJECT),
          number("value"));

  private static final String TICKETS = Sql.load("tickets.sql");
  private static final String DEMAND = Sql.load("ops-demand.sql");
  private static final String QUEUES = "select queue from plumbline.queues order by queue";
  private static final String SCOPES =
      "select distinct scope from plumbline.scopes where family = 'ops-demand'"
          + " and (:kind::text is null or scope_kind = :kind::text) order by scope";

  private final Database database;

  public OpsDemandStore(Database database) {
    this.database = database;
  }

  /** Every ticket, in the order of creation. */
  public void tickets(TicketFilter filter, RowReceiver receiver) {
    database
        .reading()
        .useTransaction(
            handle -> {
              Query query = handle.createQuery(TICKETS);
              query.bindArray("queues", String.class, filter.queues());
              query.bindBySqlType("from", atUtc(filter.from()), Types.TIMESTAMP_WITH_TIMEZONE);
              query.bindBySqlType("to", atUtc(filter.to()), Types.TIMESTAMP_WITH_TIMEZONE);
              Rows.scan(query, TICKET_COLUMNS, receiver);
            });
  }

  /** What is received, in the order of metric, scope and month. */
  public void demand(OpsDemandFilter filter, RowReceiver receiver) {
    database
        .reading()
        .useTransaction(
            handle -> {
              Query query = handle.createQuery(DEMAND);
              query.bindBySqlType("kind", filter.scopeKind(), Types.VARCHAR);
              query.bindArray("scopes", String.class, filter.scopes());
              query.bindBySqlType("first", filter.first(), Types.DATE);
              query.bindBySqlType("last", filter.last(), Types.DATE);
              Rows.scan(query, DEMAND_COLUMNS, receiver);
            });
  }

  /** Names of the queues that have a ticket. */
  public List<String> queues() {
    return database
        .reading()
        .withHandle(handle -> handle.createQuery(QUEUES).mapTo(String.class).list());
  }

  /** Names of the scopes that have a figure, of one kind or of all. */
  public List<String> scopes(@Nullable String kind) {
    return database
        .reading()
        .withHandle(
            handle ->
                handle
                    .createQuery(SCOPES)
                    .bindBySqlType("kind", kind, Types.VARCHAR)
                    .mapTo(String.class)
                    .list());
  }
}
