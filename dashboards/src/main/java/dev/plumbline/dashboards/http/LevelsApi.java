package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.dashboards.http.RequestedScope.Given;
import dev.plumbline.dashboards.http.RequestedScope.UnknownScopeException;
import dev.plumbline.dashboards.levels.Assessment;
import dev.plumbline.dashboards.levels.Measured;
import dev.plumbline.dashboards.store.Column;
import dev.plumbline.dashboards.store.ExplainStore;
import dev.plumbline.dashboards.store.Figure;
import dev.plumbline.dashboards.store.FigureFilter;
import dev.plumbline.dashboards.store.Period;
import dev.plumbline.dashboards.store.RowReceiver;
import dev.plumbline.dashboards.store.ScopeQuestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scores of DORA's Quick Check and levels of its reports, each with its edition, for a period. */
final class LevelsApi implements HttpService {

  private static final Set<String> PARAMETERS =
      Set.of("scope_kind", "scope", "environment", "period", "format");
  private static final List<Column> COLUMNS =
      List.of(
          new Column("metric", Column.Kind.TEXT),
          new Column("edition", Column.Kind.TEXT),
          new Column("value", Column.Kind.NUMBER),
          new Column("unit", Column.Kind.TEXT),
          new Column("n", Column.Kind.NUMBER),
          new Column("score", Column.Kind.NUMBER),
          new Column("level", Column.Kind.TEXT),
          new Column("thresholds", Column.Kind.TEXT),
          new Column("reason", Column.Kind.TEXT),
          new Column("source", Column.Kind.TEXT));

  private final ExplainStore store;
  private final RequestedScope scopes;

  LevelsApi(ExplainStore store, RequestedScope scopes) {
    this.store = store;
    this.scopes = scopes;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Parameters parameters = new Parameters(context.queryParams(), PARAMETERS);
    Given given = Given.of(parameters);
    Optional<Period> period = RequestedScope.period(parameters);
    RowFormat.Kind format = parameters.choice("format", RowFormat.Kind.class, RowFormat.Kind.JSON);
    String errors = parameters.errors();
    return errors == null
        ? HttpResponse.of(
            () -> answer(context, given, period.orElseThrow(), format),
            context.blockingTaskExecutor())
        : Answers.badRequest(errors);
  }

  private HttpResponse answer(
      ServiceRequestContext context, Given given, Period period, RowFormat.Kind format) {
    try {
      ScopeQuestion scope = scopes.find(given);
      return RowStream.of(context, format, COLUMNS, receiver -> write(scope, period, receiver));
    } catch (UnknownScopeException e) {
      return Answers.error(HttpStatus.NOT_FOUND, e.sentence());
    }
  }

  private void write(ScopeQuestion scope, Period period, RowReceiver receiver) {
    FigureFilter filter =
        new FigureFilter(
            scope.kind(),
            scope.scope(),
            scope.environment(),
            period.grain(),
            period.first(),
            period.first());
    List<Measured> measured = new ArrayList<>();
    for (Figure figure : store.ask(snapshot -> snapshot.dora(filter))) {
      Measured.of(figure, period).ifPresent(measured::add);
    }
    receiver.started(() -> {});
    receiver.begin();
    Assessment.of(measured).forEach(line -> receiver.row(row(line)));
    receiver.end();
  }

  private static @Nullable Object[] row(Assessment.Line line) {
    Long n = line.n();
    return new @Nullable Object[] {
      line.metric(),
      line.edition(),
      line.value() == null ? null : line.value().stripTrailingZeros(),
      line.unit(),
      n == null ? null : BigDecimal.valueOf(n),
      line.score() == null ? null : line.score().stripTrailingZeros(),
      line.level(),
      line.thresholds(),
      line.reason(),
      line.source()
    };
  }
}
