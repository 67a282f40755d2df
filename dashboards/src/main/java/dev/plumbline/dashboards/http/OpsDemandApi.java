package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.dashboards.store.OpsDemandFilter;
import dev.plumbline.dashboards.store.OpsDemandStore;
import dev.plumbline.dashboards.store.Periods;
import dev.plumbline.metric.Grain;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What queues, teams and the organisation receive by month, the empty months included. */
final class OpsDemandApi implements HttpService {

  private static final Set<String> PARAMETERS =
      Set.of("scope_kind", "scope", "from", "to", "format");
  // Empty months are answered too, so a range alone could ask for very many rows.
  private static final int MOST_MONTHS = 10_000;

  /** Whose demand. */
  private enum ScopeKind {
    QUEUE,
    TEAM,
    ORGANISATION
  }

  private final OpsDemandStore store;

  OpsDemandApi(OpsDemandStore store) {
    this.store = store;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Parameters parameters = new Parameters(context.queryParams(), PARAMETERS);
    OpsDemandFilter filter = filter(parameters);
    RowFormat.Kind format = parameters.choice("format", RowFormat.Kind.class, RowFormat.Kind.JSON);
    String errors = parameters.errors();
    return errors == null
        ? HttpResponse.of(() -> answer(context, filter, format), context.blockingTaskExecutor())
        : Answers.badRequest(errors);
  }

  private static OpsDemandFilter filter(Parameters parameters) {
    TimeRange range = TimeRange.of(parameters);
    Instant from = range.from();
    Instant to = range.to();
    LocalDate first = from == null ? null : Periods.firstFrom(Grain.MONTH, from);
    LocalDate last = to == null ? null : Periods.lastBefore(Grain.MONTH, to);
    long months = first == null || last == null ? 0 : Periods.count(Grain.MONTH, first, last);
    parameters.expect(
        months <= MOST_MONTHS,
        "parameters from and to: expected at most %d months, got %d"
            .formatted(MOST_MONTHS, months));
    ScopeKind kind = parameters.choice("scope_kind", ScopeKind.class);
    return new OpsDemandFilter(
        kind == null ? null : kind.name().toLowerCase(Locale.ROOT),
        parameters.names("scope"),
        first,
        last);
  }

  private HttpResponse answer(
      ServiceRequestContext context, OpsDemandFilter filter, RowFormat.Kind format) {
    @Nullable String unknown =
        KnownNames.unknown("scope", filter.scopes(), () -> store.scopes(filter.scopeKind()));
    return unknown == null
        ? RowStream.of(
            context,
            format,
            OpsDemandStore.DEMAND_COLUMNS,
            receiver -> store.demand(filter, receiver))
        : Answers.error(HttpStatus.NOT_FOUND, unknown);
  }
}
