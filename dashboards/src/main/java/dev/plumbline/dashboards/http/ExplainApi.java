package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.dashboards.http.RequestedScope.Given;
import dev.plumbline.dashboards.http.RequestedScope.UnknownScopeException;
import dev.plumbline.dashboards.store.DoraMetric;
import dev.plumbline.dashboards.store.ExplainStore;
import dev.plumbline.dashboards.store.ExplainStore.Explained;
import dev.plumbline.dashboards.store.Period;
import dev.plumbline.metric.Grain;
import dev.plumbline.validation.Suggestion;
import java.util.Optional;
import java.util.Set;

/** Why a figure is what it is: its definition, the facts that went in, and those that did not. */
final class ExplainApi implements HttpService {

  private static final Set<String> PARAMETERS =
      Set.of("scope_kind", "scope", "environment", "period", "limit", "format");
  private static final int DEFAULT_MOST = 1_000;
  private static final int MOST = 100_000;

  private final ExplainStore store;
  private final RequestedScope scopes;

  ExplainApi(ExplainStore store, RequestedScope scopes) {
    this.store = store;
    this.scopes = scopes;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Parameters parameters = new Parameters(context.queryParams(), PARAMETERS);
    String name = String.valueOf(context.pathParam("metric"));
    Optional<DoraMetric> metric = DoraMetric.of(name);
    if (metric.isEmpty()) {
      return Answers.error(
          HttpStatus.NOT_FOUND,
          "unknown metric \"%s\"%s, expected one of %s"
              .formatted(
                  name,
                  Suggestion.forUnknown(name, DoraMetric.ids()),
                  String.join(", ", DoraMetric.ids())));
    }
    Given given = Given.of(parameters);
    Optional<Period> period = RequestedScope.period(parameters);
    int most = parameters.number("limit", DEFAULT_MOST, 1, MOST);
    RowFormat.Kind format = parameters.choice("format", RowFormat.Kind.class, RowFormat.Kind.JSON);
    parameters.expect(
        !metric.get().isAboutPeople()
            || period.filter(each -> each.grain() != Grain.MONTH).isEmpty(),
        "parameter period: expected a month, for " + name + " is about people");
    String errors = parameters.errors();
    return errors == null
        ? HttpResponse.of(
            () -> answer(context, metric.get(), given, period.orElseThrow(), most, format),
            context.blockingTaskExecutor())
        : Answers.badRequest(errors);
  }

  private HttpResponse answer(
      ServiceRequestContext context,
      DoraMetric metric,
      Given given,
      Period period,
      int most,
      RowFormat.Kind format) {
    Explained explained;
    try {
      explained = new Explained(metric, scopes.find(given), period, most);
    } catch (UnknownScopeException e) {
      return Answers.error(HttpStatus.NOT_FOUND, e.sentence());
    }
    if (format == RowFormat.Kind.CSV) {
      return RowStream.of(
          context,
          format,
          ExplainStore.COLUMNS,
          receiver -> store.explain(explained, value -> {}, receiver));
    }
    ExplainFormat json = new ExplainFormat(explained);
    return RowStream.of(context, json, receiver -> store.explain(explained, json, receiver));
  }
}
