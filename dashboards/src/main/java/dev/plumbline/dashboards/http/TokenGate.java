package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.access.AccessToken;
import dev.plumbline.dashboards.page.Page;
import dev.plumbline.dashboards.page.Pages;
import java.time.Clock;
import java.time.Duration;

/**
 * Lets in who has the token: programs by {@code Authorization: Bearer}, browsers by a session that
 * signing in gives them. Whatever is wrong with a request, it gets the same answer. The files of
 * the page are open, for they say nothing, and so is health, which says no more than up or down.
 */
final class TokenGate implements DecoratingHttpServiceFunction {

  private static final String COOKIE = "plumbline_session";
  private static final String LOGIN = "/login";
  private static final String HEALTH = "/health";
  private static final Duration SESSION = Duration.ofHours(12);
  private static final String REFUSAL =
      Answers.errorJson("Expected the instance's token as Authorization: Bearer");

  private final AccessToken token;
  private final Clock clock;

  TokenGate(AccessToken token, Clock clock) {
    this.token = token;
    this.clock = clock;
  }

  void guard(ServerBuilder server) {
    server.route().post(LOGIN).build(this::login);
    server.route().get(LOGIN).build((context, request) -> PageApi.html(Pages.login("/")));
    server.decorator(this);
  }

  /** Whether the request has the token or a session. */
  boolean admits(HttpRequest request) {
    return token.matchesAuthorization(request.headers().get(HttpHeaderNames.AUTHORIZATION))
        || request.headers().cookies().stream()
            .filter(cookie -> cookie.name().equals(COOKIE))
            .anyMatch(cookie -> token.matchesSession(cookie.value(), clock.instant()));
  }

  @Override
  public HttpResponse serve(HttpService behind, ServiceRequestContext context, HttpRequest request)
      throws Exception {
    String path = context.path();
    boolean isOpen = path.equals(LOGIN) || path.equals(HEALTH) || path.startsWith("/assets/");
    return isOpen || admits(request) ? behind.serve(context, request) : refuse(request);
  }

  private static HttpResponse refuse(HttpRequest request) {
    return wantsPage(request)
        ? signIn(request.path())
        : HttpResponse.of(
            challenged(Answers.headers(HttpStatus.UNAUTHORIZED, MediaType.JSON_UTF_8)).build(),
            HttpData.ofUtf8(REFUSAL));
  }

  private static boolean wantsPage(HttpRequest request) {
    return !request.path().startsWith("/api/")
        && request.headers().accept().stream().anyMatch(type -> MediaType.HTML_UTF_8.is(type));
  }

  private static HttpResponse signIn(String next) {
    Page page = Pages.login(next);
    return HttpResponse.of(challenged(PageApi.headers(page)).build(), HttpData.ofUtf8(page.html()));
  }

  private static ResponseHeadersBuilder challenged(ResponseHeadersBuilder headers) {
    return headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"plumbline\"");
  }

  private HttpResponse login(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(request.aggregate().thenApply(body -> login(context, body)));
  }

  private HttpResponse login(ServiceRequestContext context, AggregatedHttpRequest request) {
    QueryParams form = QueryParams.fromQueryString(request.contentUtf8());
    String next = local(form.get("next", "/"));
    if (!token.matches(form.get("token"))) {
      return signIn(next);
    }
    Cookie session =
        Cookie.secureBuilder(COOKIE, token.session(clock.instant(), SESSION))
            .secure(context.sessionProtocol().isTls())
            .httpOnly(true)
            .sameSite("Lax")
            .path("/")
            .maxAge(SESSION.toSeconds())
            .build();
    return HttpResponse.of(
        Answers.headers(HttpStatus.SEE_OTHER, MediaType.PLAIN_TEXT_UTF_8)
            .set(HttpHeaderNames.LOCATION, next)
            .cookie(session)
            .build());
  }

  /** A path of this server, or its first page: nobody is sent elsewhere from here. */
  private static String local(String next) {
    return next.matches("/(?![/\\\\])[\\x21-\\x7e]*") ? next : "/";
  }
}
