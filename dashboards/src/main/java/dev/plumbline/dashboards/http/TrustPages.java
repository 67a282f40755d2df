package dev.plumbline.dashboards.http;

import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.dashboards.doctor.Check;
import dev.plumbline.dashboards.http.RequestedScope.Given;
import dev.plumbline.dashboards.http.RequestedScope.UnknownScopeException;
import dev.plumbline.dashboards.page.Page;
import dev.plumbline.dashboards.page.Pages;
import dev.plumbline.dashboards.store.DoraMetric;
import dev.plumbline.dashboards.store.ExplainStore;
import dev.plumbline.dashboards.store.Period;
import dev.plumbline.metric.Grain;
import dev.plumbline.validation.Suggestion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The pages behind the figures: what each rests on, and what is missing for them to be true. */
final class TrustPages {

  private static final Set<String> PARAMETERS =
      Set.of("scope_kind", "scope", "environment", "period");
  // All facts are read.
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final ExplainStore store;
  private final RequestedScope scopes;
  private final Function<Instant, List<Check>> doctor;
  private final Clock clock;

  TrustPages(
      ExplainStore store,
      RequestedScope scopes,
      Function<Instant, List<Check>> doctor,
      Clock clock) {
    this.store = store;
    this.scopes = scopes;
    this.doctor = doctor;
    this.clock = clock;
  }

  void addTo(ServerBuilder server) {
    server.route().get("/explain/{metric}").build(PageApi.safely(this::explain));
    server.route().get("/data-quality").build(PageApi.safely(this::dataQuality));
  }

  private Page explain(ServiceRequestContext context) {
    String name = String.valueOf(context.pathParam("metric"));
    Optional<DoraMetric> metric = DoraMetric.of(name);
    if (metric.isEmpty()) {
      return Pages.unknownFigure(
          "There is no metric \"%s\" to explain%s"
              .formatted(name, instead(Suggestion.forUnknown(name, DoraMetric.ids()))));
    }
    Parameters parameters = new Parameters(context.queryParams(), PARAMETERS);
    Given given = Given.of(parameters);
    Optional<Period> period = RequestedScope.period(parameters);
    parameters.expect(
        !metric.get().isAboutPeople()
            || period.filter(each -> each.grain() != Grain.MONTH).isEmpty(),
        "parameter period: expected a month, for " + name + " is about people");
    String errors = parameters.errors();
    if (errors != null) {
      return Pages.badRequest(errors);
    }
    try {
      return Pages.explained(metric.get(), scopes.find(given), period.orElseThrow(), store);
    } catch (UnknownScopeException e) {
      return Pages.unknownFigure(e.sentence());
    }
  }

  private static String instead(String suggestion) {
    return suggestion.isEmpty()
        ? ", expected one of " + String.join(", ", DoraMetric.ids())
        : suggestion;
  }

  private Page dataQuality(ServiceRequestContext context) {
    String errors = new Parameters(context.queryParams(), Set.of()).errors();
    if (errors != null) {
      return Pages.badRequest(errors);
    }
    context.setRequestTimeout(LONGEST);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return Pages.dataQuality(doctor.apply(now), now);
  }
}
