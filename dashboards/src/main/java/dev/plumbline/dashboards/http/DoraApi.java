package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.dashboards.store.DeliveryStore;
import dev.plumbline.dashboards.store.DoraFilter;
import dev.plumbline.dashboards.store.DoraMetric;
import dev.plumbline.dashboards.store.EvidenceClasses;
import dev.plumbline.dashboards.store.Periods;
import dev.plumbline.metric.Grain;
import dev.plumbline.validation.Suggestion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * DORA's metrics of services, teams or the organisation by period, the empty periods included; of
 * production where no environment is named.
 */
final class DoraApi implements HttpService {

  private static final Set<String> PARAMETERS =
      Set.of(
          "scope_kind",
          "scope",
          "service",
          "environment",
          "metric",
          "grain",
          "from",
          "to",
          "without",
          "format");
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
    List<String> environments = parameters.names("environment");
    return new DoraFilter(
        kind.name().toLowerCase(Locale.ROOT),
        scopes(kind, parameters),
        environments,
        environments.isEmpty(),
        grain,
        first,
        last,
        metrics(parameters),
        without(parameters));
  }

  private static List<DoraMetric> metrics(Parameters parameters) {
    List<DoraMetric> metrics = new ArrayList<>();
    for (String name : parameters.names("metric")) {
      DoraMetric.of(name).ifPresent(metrics::add);
      parameters.expect(
          DoraMetric.of(name).isPresent(),
          "parameter metric: expected one of %s, got \"%s\"%s"
              .formatted(
                  String.join(", ", DoraMetric.ids()),
                  name,
                  Suggestion.forUnknown(name, DoraMetric.ids())));
    }
    return metrics;
  }

  /** Classes, in one value with commas between or in several. */
  private static List<String> without(Parameters parameters) {
    List<String> known = EvidenceClasses.all();
    List<String> classes =
        parameters.names("without").stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .toList();
    classes.stream()
        .filter(each -> !known.contains(each))
        .forEach(
            each ->
                parameters.expect(
                    false,
                    "parameter without: expected classes of %s, got \"%s\"%s"
                        .formatted(
                            String.join(", ", known), each, Suggestion.forUnknown(each, known))));
    return classes;
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
