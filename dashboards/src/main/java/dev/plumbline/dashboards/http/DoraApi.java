package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.dashboards.store.DeliveryStore;
import dev.plumbline.dashboards.store.DoraFilter;
import dev.plumbline.dashboards.store.Periods;
import dev.plumbline.metric.Grain;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** DORA's metrics of services, teams or the organisation by period, the empty periods included. */
final class DoraApi implements HttpService {

  private static final Set<String> PARAMETERS =
      Set.of("scope_kind", "scope", "service", "environment", "grain", "from", "to", "format");
  // Empty periods are answered too, so a range alone could ask for millions of rows.
  private static final int MOST_PERIODS = 10_000;

  private final DeliveryStore store;
  private final KnownNames names;

  DoraApi(DeliveryStore store) {
    this.store = store;
    this.names = new KnownNames(store);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Parameters parameters = new Parameters(context.queryParams(), PARAMETERS);
    DoraFilter filter = filter(parameters);
    RowFormat.Kind format = parameters.choice("format", RowFormat.Kind.class, RowFormat.Kind.JSON);
    String errors = parameters.errors();
    return errors == null
        ? HttpResponse.of(() -> answer(context, filter, format), context.blockingTaskExecutor())
        : Answers.badRequest(errors);
  }

  private static DoraFilter filter(Parameters parameters) {
    TimeRange range = TimeRange.of(parameters);
    Grain grain = parameters.choice("grain", Grain.class, Grain.MONTH);
    Instant from = range.from();
    Instant to = range.to();
    LocalDate first = from == null ? null : Periods.firstFrom(grain, from);
    LocalDate last = to == null ? null : Periods.lastBefore(grain, to);
    long periods = first == null || last == null ? 0 : Periods.count(grain, first, last);
    parameters.expect(
        periods <= MOST_PERIODS,
        "parameters from and to: expected at most %d periods, got %d"
            .formatted(MOST_PERIODS, periods));
    Kind kind = parameters.choice("scope_kind", Kind.class, Kind.SERVICE);
    return new DoraFilter(
        kind.name().toLowerCase(Locale.ROOT),
        scopes(kind, parameters),
        parameters.names("environment"),
        grain,
        first,
        last);
  }

  /** A service may be named as what it is. */
  private static List<String> scopes(Kind kind, Parameters parameters) {
    List<String> services = parameters.names("service");
    parameters.expect(
        services.isEmpty() || kind == Kind.SERVICE,
        "parameter service: expected scope for another scope_kind than service");
    List<String> scopes = new ArrayList<>(parameters.names("scope"));
    scopes.addAll(services);
    return scopes;
  }

  /** What the metrics can be of. */
  private enum Kind {
    SERVICE,
    TEAM,
    ORGANISATION
  }

  private HttpResponse answer(
      ServiceRequestContext context, DoraFilter filter, RowFormat.Kind format) {
    @Nullable String unknown =
        names.unknown(filter.scopeKind(), filter.scopes(), filter.environments());
    return unknown == null
        ? RowStream.of(
            context, format, DeliveryStore.DORA_COLUMNS, receiver -> store.dora(filter, receiver))
        : Answers.error(HttpStatus.NOT_FOUND, unknown);
  }
}
