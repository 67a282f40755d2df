package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.QueryParamsBuilder;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.dashboards.page.Asset;
import dev.plumbline.dashboards.page.Evidence;
import dev.plumbline.dashboards.page.Page;
import dev.plumbline.dashboards.page.Pages;
import dev.plumbline.dashboards.page.Question;
import dev.plumbline.dashboards.page.ScopeKind;
import dev.plumbline.metric.Grain;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages: one for each scope, to find scopes, and the definitions of what is shown. */
final class PageApi {

  /** Nothing but this server's own files, and no place in others' pages. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  private static final Logger LOG = LoggerFactory.getLogger(PageApi.class);
  private static final String WITHOUT = "without";
  private static final Set<String> CARRIED =
      Set.of("environment", "grain", "from", "to", "as_of", WITHOUT);
  private static final Set<String> PARAMETERS =
      Set.of("name", "environment", "grain", "from", "to", "as_of", WITHOUT);
  private static final String PRODUCTION = "production";
  // Each period is drawn: more are no picture any more.
  private static final long MOST_PERIODS = 800;
  // A page says that the lag cannot be told rather than wait for it.
  private static final long LAG_MILLIS = 1_500;

  private final Pages pages;
  private final Supplier<CompletableFuture<Long>> lag;
  private final Clock clock;

  PageApi(Pages pages, Supplier<CompletableFuture<Long>> lag, Clock clock) {
    this.pages = pages;
    this.lag = lag;
    this.clock = clock;
  }

  void addTo(ServerBuilder server) {
    server.route().get("/").build(scope(ScopeKind.ORGANISATION));
    for (ScopeKind kind : ScopeKind.values()) {
      server.route().get("/" + kind.plural()).build(scope(kind));
      server.route().get("/" + kind.plural() + "/{*name}").build(scope(kind));
    }
    server.route().get("/find").build(safely(this::find));
    server.route().get("/definitions").build(safely(context -> pages.definitions()));
    for (Asset asset : Asset.values()) {
      server.route().get(asset.route()).build((context, request) -> file(asset));
    }
  }

  private HttpService scope(ScopeKind kind) {
    return safely(context -> scope(kind, context));
  }

  private Page scope(ScopeKind kind, ServiceRequestContext context) {
    Parameters parameters = new Parameters(filled(context.queryParams()), PARAMETERS);
    String inQuery = parameters.name("name");
    String inPath = context.pathParam("name");
    String name = inPath == null || inPath.isEmpty() ? inQuery : inPath;
    parameters.expect(
        name == null || name.indexOf('\0') < 0, "expected a name without a null character in it");
    Question question = question(kind, name, parameters, context.queryParams());
    String errors = parameters.errors();
    if (errors != null) {
      return Pages.badRequest(errors);
    }
    return name == null && kind != ScopeKind.ORGANISATION
        ? pages.find("", kind)
        : pages.scope(question, lagNow());
  }

  /** What a form sends for fields that were left empty is not a parameter. */
  private static QueryParams filled(QueryParams given) {
    QueryParamsBuilder filled = QueryParams.builder();
    given.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            filled.add(name, value);
          }
        });
    return filled.build();
  }

  private Question question(
      ScopeKind kind, @Nullable String name, Parameters parameters, QueryParams given) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    String environment = parameters.name("environment");
    Grain grain = parameters.choice("grain", Grain.class, Grain.MONTH);
    LocalDate from = day(parameters, "from");
    LocalDate to = day(parameters, "to");
    LocalDate wanted = day(parameters, "as_of");
    LocalDate asOf = wanted == null ? today : wanted;
    parameters.expect(
        !asOf.isAfter(today), "parameter as_of: expected today or earlier, got " + asOf);
    parameters.expect(
        from == null || from.isBefore(to == null ? asOf : to),
        "parameters from and to: expected from before to and as_of, got " + from + " and " + to);
    expectFew(parameters, grain, from, to == null ? asOf : to);
    expectEvidence(parameters);
    return new Question(
        kind,
        name,
        environment == null ? PRODUCTION : environment,
        grain,
        from,
        to,
        asOf,
        today,
        carried(given));
  }

  private static void expectFew(
      Parameters parameters, Grain grain, @Nullable LocalDate from, LocalDate to) {
    if (from == null) {
      return;
    }
    ChronoUnit unit =
        switch (grain) {
          case DAY -> ChronoUnit.DAYS;
          case WEEK -> ChronoUnit.WEEKS;
          case MONTH -> ChronoUnit.MONTHS;
        };
    long periods = unit.between(from, to);
    parameters.expect(
        periods <= MOST_PERIODS,
        "parameters from and to: expected at most %d periods, got %d"
            .formatted(MOST_PERIODS, periods));
  }

  private static void expectEvidence(Parameters parameters) {
    for (String classes : parameters.names(WITHOUT)) {
      for (String name : classes.split(",", -1)) {
        parameters.expect(
            Evidence.ids().contains(name),
            "parameter without: expected some of %s, got \"%s\""
                .formatted(String.join(", ", Evidence.ids()), name));
      }
    }
  }

  private static @Nullable LocalDate day(Parameters parameters, String name) {
    Instant time = parameters.time(name);
    return time == null ? null : LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private static Map<String, String> carried(QueryParams given) {
    Map<String, String> carried = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          if (CARRIED.contains(name) && !value.isEmpty()) {
            // Boxes of a form repeat their name.
            carried.merge(name, value, (one, other) -> one + "," + other);
          }
        });
    return carried;
  }

  private Page find(ServiceRequestContext context) {
    Parameters parameters = new Parameters(filled(context.queryParams()), Set.of("q", "kind"));
    String text = parameters.name("q");
    ScopeKind kind =
        parameters.name("kind") == null
            ? null
            : parameters.choice("kind", ScopeKind.class, ScopeKind.TEAM);
    String errors = parameters.errors();
    return errors == null ? pages.find(text == null ? "" : text, kind) : Pages.badRequest(errors);
  }

  private @Nullable Long lagNow() {
    try {
      return lag.get().get(LAG_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (Exception e) {
      // The page says that it cannot be told; the cause stands in /health.
      return null;
    }
  }

  static HttpService safely(PageService service) {
    return (context, request) ->
        HttpResponse.of(() -> answer(service, context, request), context.blockingTaskExecutor());
  }

  private static HttpResponse answer(
      PageService service, ServiceRequestContext context, HttpRequest request) {
    try {
      return html(service.page(context));
    } catch (JdbiException e) {
      LOG.warn("A page could not be read: {}", request.path(), e);
      return html(Pages.unavailable());
    }
  }

  static HttpResponse html(Page page) {
    return HttpResponse.of(headers(page).build(), HttpData.ofUtf8(page.html()));
  }

  static ResponseHeadersBuilder headers(Page page) {
    return Answers.headers(HttpStatus.valueOf(page.status()), MediaType.HTML_UTF_8)
        .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY)
        .set(HttpHeaderNames.REFERRER_POLICY, "same-origin");
  }

  private static HttpResponse file(Asset asset) {
    return HttpResponse.of(
        Answers.headers(HttpStatus.OK, MediaType.parse(asset.type()))
            .set(HttpHeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable")
            .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY)
            .build(),
        HttpData.wrap(asset.content()));
  }

  /** Writes a page. */
  interface PageService {
    Page page(ServiceRequestContext context);
  }
}
