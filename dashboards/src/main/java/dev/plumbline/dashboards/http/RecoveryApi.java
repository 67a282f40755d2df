package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.dashboards.http.RequestedScope.Given;
import dev.plumbline.dashboards.http.RequestedScope.UnknownScopeException;
import dev.plumbline.dashboards.statistics.Recoveries;
import dev.plumbline.dashboards.store.Column;
import dev.plumbline.dashboards.store.DoraMetric;
import dev.plumbline.dashboards.store.ExplainStore;
import dev.plumbline.dashboards.store.Failure;
import dev.plumbline.dashboards.store.Periods;
import dev.plumbline.dashboards.store.RowReceiver;
import dev.plumbline.dashboards.store.ScopeQuestion;
import dev.plumbline.metric.Grain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Failed deployment recovery time of one scope, in which failures that are open as of a time last
 * at least until then. Periods without a failure have no row.
 */
final class RecoveryApi implements HttpService {

  private static final Set<String> PARAMETERS =
      Set.of("scope_kind", "scope", "environment", "grain", "from", "to", "as_of", "format");
  private static final List<Column> COLUMNS =
      List.of(
          new Column("definition", Column.Kind.TEXT),
          new Column("scope_kind", Column.Kind.TEXT),
          new Column("scope", Column.Kind.TEXT),
          new Column("environment", Column.Kind.TEXT),
          new Column("period_start", Column.Kind.DATE),
          new Column("as_of", Column.Kind.INSTANT),
          new Column("failures", Column.Kind.NUMBER),
          new Column("recovered", Column.Kind.NUMBER),
          new Column("open", Column.Kind.NUMBER),
          new Column("excluded", Column.Kind.NUMBER),
          new Column("median_seconds", Column.Kind.NUMBER),
          new Column("kaplan_meier_median_seconds", Column.Kind.NUMBER));

  private final ExplainStore store;
  private final RequestedScope scopes;

  RecoveryApi(ExplainStore store, RequestedScope scopes) {
    this.store = store;
    this.scopes = scopes;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Parameters parameters = new Parameters(context.queryParams(), PARAMETERS);
    Given given = Given.of(parameters);
    Grain grain = parameters.choice("grain", Grain.class, Grain.MONTH);
    TimeRange range = TimeRange.of(parameters);
    Instant asOf = parameters.time("as_of");
    parameters.expect(
        asOf != null || !context.queryParams().getAll("as_of").isEmpty(),
        "parameter as_of: expected the time until which open failures have lasted, got none");
    RowFormat.Kind format = parameters.choice("format", RowFormat.Kind.class, RowFormat.Kind.JSON);
    String errors = parameters.errors();
    return errors == null && asOf != null
        ? HttpResponse.of(
            () -> answer(context, given, grain, range, asOf, format),
            context.blockingTaskExecutor())
        : Answers.badRequest(String.valueOf(errors));
  }

  private HttpResponse answer(
      ServiceRequestContext context,
      Given given,
      Grain grain,
      TimeRange range,
      Instant asOf,
      RowFormat.Kind format) {
    try {
      ScopeQuestion scope = scopes.find(given);
      return RowStream.of(
          context, format, COLUMNS, receiver -> answer(scope, grain, range, asOf, receiver));
    } catch (UnknownScopeException e) {
      return Answers.error(HttpStatus.NOT_FOUND, e.sentence());
    }
  }

  private void answer(
      ScopeQuestion scope, Grain grain, TimeRange range, Instant asOf, RowReceiver receiver) {
    Map<LocalDate, List<Failure>> byPeriod = new TreeMap<>();
    for (Failure failure : store.failures(scope, range.from(), range.to())) {
      LocalDate day = LocalDate.ofInstant(failure.finishedAt(), ZoneOffset.UTC);
      byPeriod
          .computeIfAbsent(Periods.startOf(grain, day), start -> new ArrayList<>())
          .add(failure);
    }
    receiver.started(() -> {});
    receiver.begin();
    byPeriod.forEach(
        (start, failures) -> {
          Recoveries recoveries = Recoveries.of(failures, asOf);
          if (recoveries.failures() > 0) {
            receiver.row(row(scope, start, asOf, recoveries));
          }
        });
    receiver.end();
  }

  private static @Nullable Object[] row(
      ScopeQuestion scope, LocalDate start, Instant asOf, Recoveries recoveries) {
    return new @Nullable Object[] {
      DoraMetric.FAILED_DEPLOYMENT_RECOVERY_TIME.definition(),
      scope.kind(),
      scope.scope(),
      scope.environment(),
      start,
      asOf,
      BigDecimal.valueOf(recoveries.failures()),
      BigDecimal.valueOf(recoveries.recovered()),
      BigDecimal.valueOf(recoveries.open()),
      BigDecimal.valueOf(recoveries.excluded()),
      seconds(recoveries.median()),
      seconds(recoveries.kaplanMeier())
    };
  }

  private static @Nullable BigDecimal seconds(OptionalDouble seconds) {
    return seconds.isEmpty()
        ? null
        : BigDecimal.valueOf(seconds.getAsDouble())
            .setScale(2, RoundingMode.HALF_UP)
            .stripTrailingZeros();
  }
}
