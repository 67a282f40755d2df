package dev.plumbline.dashboards.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as people meet it. */
class PageBrowserTest {

  private static final String AS_OF = "as_of=2026-11-01";
  private static final String EXPLAINED =
      "/explain/change-fail-rate?scope_kind=service&scope=Logistics&environment=production"
          + "&period=2026-10";
  private static final int MOST_PRESSES = 200;
  private static final String NAMED =
      "const named = e => [...document.querySelectorAll('*')].indexOf(e) + ' '"
          + " + (e.getAttribute('aria-label') || e.name || e.textContent).trim();";
  private static final String FOCUSED =
      "() => { "
          + NAMED
          + " const e = document.activeElement; return e === document.body ? null : named(e); }";
  private static final String FOCUSABLE =
      "() => { "
          + NAMED
          + " return [...document.querySelectorAll('a[href], button, select, summary,"
          + " input:not([type=hidden]), [tabindex=\"0\"]')]"
          + ".filter(e => e.checkVisibility()).map(named); }";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Chromium chromium;
  private static TestPage server;
  private static TestPage empty;

  private final List<String> errors = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    server =
        TestPage.of(
            List.of("Checkout", "Logistics", "Platform"),
            List.of("jira:OPS", "jira:DBA", "github:acme/platform"));
    empty = TestPage.empty();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
      server.close();
      empty.close();
    }
  }

  @BeforeEach
  void open() {
    open(new Browser.NewContextOptions());
  }

  private void open(Browser.NewContextOptions options) {
    context = chromium.browser().newContext(options);
    page = context.newPage();
    page.setDefaultTimeout(10_000);
    // Data quality asks Kafka, which is not there.
    page.setDefaultNavigationTimeout(60_000);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        });
    page.onPageError(errors::add);
    page.onRequest(request -> requests.add(request.url()));
  }

  @AfterEach
  void close() {
    context.close();
    assertThat(errors).isEmpty();
    assertThat(requests).allMatch(url -> URI.create(url).getHost().equals("127.0.0.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?" + AS_OF,
        "/?grain=week&" + AS_OF,
        "/teams/Checkout?" + AS_OF,
        "/services/Logistics?grain=day&" + AS_OF,
        "/queues/jira%3AOPS?" + AS_OF,
        "/queues?name=github%3Aacme%2Fplatform&" + AS_OF,
        "/find?kind=team",
        EXPLAINED,
        "/data-quality",
        "/definitions"
      })
  void shouldBeUsableByEverybodyInBothSchemes(String path) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      Response response = page.navigate(server.address(path));
      page.locator("details").all().forEach(details -> details.locator("summary").click());

      assertThat(response.status()).isEqualTo(200);
      assertThat(response.headerValue("content-security-policy"))
          .isEqualTo(
              "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
      expectNoViolations();
    }
  }

  @Test
  void shouldStartWithHowToCollect() {
    page.navigate(empty.address("/"));

    assertThat(page.locator("h1")).hasText("Nothing is measured yet");
    assertThat(page.locator("main")).containsText("./plumbline collect git");
    assertThat(page.locator("main")).containsText("POST /webhooks/github");
    expectNoViolations();
  }

  private void expectNoViolations() {
    List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
    assertThat(violations)
        .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/teams/Checkout", "/services/Logistics"})
  void shouldShowTheNumbersOfTheApi(String path) throws Exception {
    page.navigate(server.address(path + "?" + AS_OF));

    JsonNode rows = api("deployment-frequency");
    Map<String, JsonNode> deployments = byPeriod(rows, "deployment-frequency");
    Map<String, JsonNode> leadTimes = byPeriod(rows, "change-lead-time");

    assertThat(deployments).hasSize(24);
    deployments.forEach(
        (period, figure) ->
            assertThat(cells("deployment-frequency", period).get(0))
                .isEqualTo("%,d".formatted(figure.get("value").asLong())));
    leadTimes.forEach(
        (period, figure) -> {
          List<String> cells = cells("change-lead-time", period);
          assertThat(cells.get(3)).isEqualTo("%,d".formatted(figure.get("n").asLong()));
          assertThat(cells.get(4)).isEqualTo("%,d".formatted(figure.get("excluded").asLong()));
        });
    Locator tile = page.locator("article[data-metric=change-lead-time] .value");
    JsonNode last = leadTimes.get("2026-10-01");
    assertThat(tile.getAttribute("data-period")).isEqualTo("2026-10-01");
    assertThat(tile.getAttribute("data-value")).isEqualTo(last.get("value").asText());
    assertThat(tile.getAttribute("title")).isEqualTo(last.get("medianSeconds").asText() + " s");
    assertThat(
            page.locator("article[data-metric=change-lead-time] [data-n]").getAttribute("data-n"))
        .isEqualTo(last.get("n").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/teams/Checkout", "/services/Logistics"})
  void shouldShowAllFiveMetricsOfTheApi(String path) throws Exception {
    page.navigate(server.address(path + "?" + AS_OF));
    JsonNode rows = api("change-fail-rate");

    for (Metric metric : Metric.FIVE) {
      JsonNode last = byPeriod(rows, metric.id()).get("2026-10-01");
      Locator tile = page.locator("article[data-metric=%s]".formatted(metric.id()));
      assertThat(tile.locator(".value").getAttribute("data-value"))
          .as(metric.id())
          .isEqualTo(last.get("value").asText());
      assertThat(tile.locator("[data-n]").getAttribute("data-n")).isEqualTo(last.get("n").asText());
      assertThat(tile.locator(".change")).containsText("in September 2026");
    }
    byPeriod(rows, "deployment-rework-rate")
        .forEach(
            (period, figure) ->
                assertThat(cells("change-fail-rate", period).get(2))
                    .isEqualTo(percent(figure.get("value").decimalValue())));
    byPeriod(rows, "failed-deployment-recovery-time")
        .forEach(
            (period, figure) ->
                assertThat(cells("failed-deployment-recovery-time", period).get(3))
                    .isEqualTo("%,d".formatted(figure.get("n").asLong())));
  }

  private static String percent(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString() + " %";
  }

  @Test
  void shouldPutFailedDeploymentsAndPhasesWhereTheFiguresAre() {
    page.navigate(server.address("/services/Logistics?" + AS_OF));

    assertThat(page.locator("svg .happened circle title").allTextContents())
        .containsExactly(
            "Logistics v7 failed in production, 14 Sep 2026, 10:00 UTC: failed-status",
            "Logistics v8 failed in production, 5 Oct 2026, 10:00 UTC: rollback, linked-incident",
            "Logistics v9 failed in production, 28 Oct 2026, 10:00 UTC: time-window");
    List<Locator> charts = page.locator("svg.chart").all();
    assertThat(charts).hasSize(5);
    for (Locator chart : charts) {
      assertThat(chart.locator(".shade title").allTextContents())
          .containsExactly(
              "Pilot, 10 November 2025 to 31 January 2026",
              "Roll-out <b>, 1 February 2026 to 31 December 2026");
      assertThat(chart.locator("> desc").textContent())
          .contains("Phases of the programme: Pilot, 10 November 2025");
    }
    page.locator("svg .happened circle").first().hover();
    assertThat(page.locator("figure[data-metric=deployment-frequency] .readout"))
        .containsText("Logistics v7 failed in production");
    assertThat(rowsOf("failures"))
        .containsExactly(
            "v9 Logistics production 28 Oct 2026, 10:00 UTC time-window open jira:INC-9",
            "v8 Logistics production 5 Oct 2026, 10:00 UTC rollback, linked-incident 45.0 minutes"
                + " pagerduty:P7",
            "v7 Logistics production 14 Sep 2026, 10:00 UTC failed-status 16.0 hours v8");
  }

  private List<String> rowsOf(String section) {
    return page.locator("section[aria-labelledby=%s] tbody tr".formatted(section)).all().stream()
        .map(row -> String.join(" ", row.locator("th, td").allTextContents()))
        .toList();
  }

  @Test
  void shouldSayWhatWasOpenThatDay() {
    page.navigate(server.address("/services/Logistics?" + AS_OF));
    assertThat(rowsOf("open"))
        .containsExactly(
            "v9 Logistics production 28 Oct 2026, 10:00 UTC 3.6 days time-window jira:INC-9");
    assertThat(rowsOf("uncaused"))
        .containsExactly(
            "#8 Logistics Logistics not named 2 Aug 2026, 10:00 UTC 2 Aug 2026, 11:00 UTC"
                + " no-deployment");

    // What recovered later was open that day.
    page.navigate(server.address("/services/Logistics?as_of=2026-09-15&to=2026-10-01"));
    assertThat(rowsOf("open"))
        .containsExactly(
            "v7 Logistics production 14 Sep 2026, 10:00 UTC 14.0 hours failed-status –");
    page.navigate(server.address("/services/Logistics?as_of=2026-10-06"));
    assertThat(rowsOf("open")).isEmpty();
    page.navigate(server.address("/services/Logistics?to=2026-10-01&" + AS_OF));
    assertThat(rowsOf("open")).hasSize(1);
    assertThat(rowsOf("failures")).hasSize(1);
  }

  @Test
  void shouldWithholdFiguresOfFewPeople() {
    page.navigate(server.address("/services/Logistics?" + AS_OF));
    List<String> cells = cells("change-lead-time-coding", "2026-10-01");
    assertThat(cells.subList(0, 3)).containsOnly("fewer than 5 people");
    assertThat(cells.get(3)).contains("hours (n = ");

    page.navigate(server.address("/teams/Logistics?" + AS_OF));
    assertThat(cells("change-lead-time-coding", "2026-10-01"))
        .hasSize(4)
        .allMatch(cell -> cell.matches("[\\d.]+ hours \\(n = \\d+\\)"));
  }

  @Test
  void shouldLeadFromATeamToItsServices() {
    page.navigate(server.address("/teams/Checkout?grain=week&" + AS_OF));
    Locator row = page.locator("tr[data-service=Checkout]");
    List<String> figures = row.locator("td").allTextContents();
    row.locator("a").click();

    assertThat(page).hasURL(java.util.regex.Pattern.compile("/services/Checkout\\?grain=week&"));
    for (int i = 0; i < Metric.FIVE.size(); i++) {
      assertThat(page.locator("article[data-metric=%s] .value".formatted(Metric.FIVE.get(i).id())))
          .hasText(figures.get(i + 1));
    }
  }

  /** What the JSON link beside a figure answers. */
  private JsonNode api(String metric) throws Exception {
    String link =
        page.locator("figure[data-metric=" + metric + "] .files a")
            .filter(new Locator.FilterOptions().setHasText("JSON"))
            .getAttribute("href");
    return JSON.readTree(page.request().get(server.address(link)).body());
  }

  private static Map<String, JsonNode> byPeriod(JsonNode rows, String metric) {
    Map<String, JsonNode> byPeriod = new LinkedHashMap<>();
    rows.forEach(
        row -> {
          if (row.get("metric").asText().equals(metric)) {
            byPeriod.put(row.get("periodStart").asText(), row);
          }
        });
    return byPeriod;
  }

  private List<String> cells(String metric, String period) {
    return page.locator("figure[data-metric=%s] tr[data-period='%s'] td".formatted(metric, period))
        .allTextContents();
  }

  @Test
  void shouldTellScreenReadersWhatIsThere() {
    page.navigate(server.address("/teams/Checkout?" + AS_OF));

    assertThat(page.locator("body"))
        .matchesAriaSnapshot(
            """
            - link "Skip to the figures"
            - banner:
              - link "Plumbline"
              - navigation "Scopes":
                - link "Organisation"
                - link "Teams"
                - link "Services"
                - link "Queues"
                - link "Data quality"
                - link "Definitions"
              - search:
                - searchbox "Find a team, service or queue"
                - button "Find"
            - main:
              - paragraph: Team
              - heading "Checkout" [level=1]
              - form "What is shown":
                - combobox "By"
                - combobox "Environment"
                - button "Show"
              - region "The answer in one line":
                - paragraph: /Deployments rose from .* a month; the monthly median change lead time fell from .*/
                - paragraph: /Aug–Oct 2026 compared with .* n = .* other causes are not excluded\\./
              - region "Headline figures":
                - article:
                  - heading "Deployment frequency" [level=2]
                - article:
                  - heading "Change lead time" [level=2]
                - article:
                  - heading "Change fail rate" [level=2]
                - article:
                  - heading "Failed deployment recovery time" [level=2]
                - article:
                  - heading "Deployment rework rate" [level=2]
              - figure:
                - heading "Deployments per month" [level=2]
                - group:
                  - img /Deployments of Checkout/
              - figure:
                - heading "Change lead time per month" [level=2]
                - group:
                  - img /Change lead time of Checkout/
              - figure:
                - heading "Change lead time by stage per month" [level=2]
                - group:
                  - img /Stages of the change lead time of Checkout/
              - figure:
                - heading "Change fail rate and rework rate per month" [level=2]
                - group:
                  - img /Change fail rate and deployment rework rate of Checkout/
                - form "Evidence":
                  - group "Leave out deployments that only this speaks against":
                    - checkbox /failed-status/
                    - checkbox /rollback/
                  - button "Count again"
              - figure:
                - heading "Failed deployment recovery time per month" [level=2]
              - region "How far to trust this":
                - heading "How far to trust this" [level=2]
              - region /Failed deployments/:
                - group "Failed deployments, table":
                  - table
              - region /Open failures as of 1 November 2026/:
                - group:
                  - table
              - region /Incidents that fail no deployment/:
                - group:
                  - table
              - region /Services of the team/:
                - group:
                  - table
            - contentinfo
            """);
  }

  @Test
  void shouldMarkWhenTheTeamAdoptedThePlatform() {
    page.navigate(server.address("/teams/Checkout?" + AS_OF));
    assertThat(page.locator("svg .markers text").allTextContents())
        .hasSize(5)
        .containsOnly("platform adopted");

    page.navigate(server.address("/teams/Logistics?" + AS_OF));
    assertThat(page.locator("svg .markers text").count()).isZero();
  }

  @Test
  void shouldReachEverythingByKeyboard() {
    page.navigate(server.address("/teams/Checkout?" + AS_OF));
    List<String> reached = new ArrayList<>();
    for (int press = 0; press < MOST_PRESSES; press++) {
      page.keyboard().press("Tab");
      String focused = (String) page.evaluate(FOCUSED);
      // A date has several places for the keyboard and is one element.
      boolean isSame = !reached.isEmpty() && reached.get(reached.size() - 1).equals(focused);
      if (focused == null || !isSame && reached.contains(focused)) {
        break;
      }
      if (!isSame) {
        reached.add(focused);
        assertThat((String) page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
            .as(focused)
            .isEqualTo("solid");
      }
    }
    List<?> all = (List<?>) page.evaluate(FOCUSABLE);
    assertThat(reached).hasSizeGreaterThan(20).containsExactlyElementsOf(texts(all));
  }

  private static List<String> texts(List<?> all) {
    return all.stream().map(Object::toString).toList();
  }

  @Test
  void shouldSkipToTheFigures() {
    page.navigate(server.address("/?" + AS_OF));
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("main")).isFocused();
  }

  @Test
  void shouldSayWhatThePointedColumnSays() {
    page.navigate(server.address("/?" + AS_OF));
    Locator figure = page.locator("figure[data-metric=deployment-frequency]");
    figure.locator("rect.column").last().hover();
    assertThat(figure.locator(".readout"))
        .hasText(java.util.regex.Pattern.compile("October 2026: \\d+ deployments on \\d+ days"));
  }

  @Test
  void shouldWorkWithoutScripts() {
    context.close();
    open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    page.navigate(server.address("/"));
    page.getByRole(AriaRole.SEARCHBOX).fill("LOGIS");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Find")).click();
    assertThat(page.locator("h1")).hasText("scopes with \"LOGIS\"");
    page.locator("#teams + ul a").click();
    assertThat(page.locator("h1")).hasText("Logistics");

    page.locator("select[name=grain]").selectOption("week");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show")).click();
    assertThat(page.locator("h1")).hasText("Logistics");
    assertThat(page.locator("figcaption h2").first()).hasText("Deployments per week");
    page.locator("summary").first().click();
    assertThat(page.locator("table").first()).isVisible();
  }

  @Test
  void shouldExplainEveryNumberAsTheApiDoes() throws Exception {
    page.navigate(server.address("/services/Logistics?" + AS_OF));
    for (Metric metric : Metric.FIVE) {
      assertThat(
              page.locator(
                  "article[data-metric=%s] a[href^='/explain/%s?']"
                      .formatted(metric.id(), metric.id())))
          .hasAccessibleName("Explain " + metric.title());
    }
    page.getByLabel("Explain Failed deployment recovery time").click();

    assertThat(page.locator("h1"))
        .hasText("Failed deployment recovery time of Logistics, October 2026");
    JsonNode explained =
        JSON.readTree(
            page.request()
                .get(server.address(page.getByText("Every fact as JSON").getAttribute("href")))
                .body());
    assertThat(page.locator(".explained b").getAttribute("data-value"))
        .isEqualTo(explained.get("figure").get("value").asText());
    List<String> groups = new ArrayList<>();
    explained
        .get("groups")
        .forEach(
            group ->
                groups.add(group.get("reason").asText("") + " " + group.get("count").asText()));
    assertThat(groups).hasSize(2);
    assertThat(
            page.locator("section[data-reason]").all().stream()
                .map(
                    group ->
                        group.getAttribute("data-reason") + " " + group.getAttribute("data-count")))
        .containsExactlyElementsOf(groups);
    assertThat(rowsOf("in")).singleElement().asString().startsWith("v8 Logistics production ");
    assertThat(rowsOf("out-open")).singleElement().asString().startsWith("v9 Logistics ");
    assertThat(page.locator("section[aria-labelledby=definition]"))
        .containsText("failed-deployment-recovery-time@1");
  }

  @Test
  void shouldExplainNothingAboutFewPeople() {
    page.navigate(server.address(EXPLAINED.replace("change-fail-rate", "change-lead-time-coding")));
    assertThat(page.locator(".explained")).containsText("Fewer than 5 people contributed");
    assertThat(page.locator("section[data-reason]")).hasCount(0);
  }

  @Test
  void shouldSayWhatCannotBeExplained() {
    Response metric = page.navigate(server.address(EXPLAINED.replace("fail-rate", "fail-rte")));
    assertThat(metric.status()).isEqualTo(404);
    assertThat(page.locator("main")).containsText("did you mean \"change-fail-rate\"?");
    Response scope = page.navigate(server.address(EXPLAINED.replace("Logistics", "Logistic")));
    assertThat(scope.status()).isEqualTo(404);
    assertThat(page.locator("main")).containsText("Logistics");
    Response period = page.navigate(server.address(EXPLAINED.replace("2026-10", "soon")));
    assertThat(period.status()).isEqualTo(400);
    assertThat(page.locator("main")).containsText("expected a month as 2025-03");
    errors.clear();
  }

  @Test
  void shouldSayWhatIsMissingWithTheNextStep() throws Exception {
    page.navigate(server.address("/data-quality"));
    JsonNode checks =
        JSON.readTree(page.request().get(server.address("/api/v1/doctor")).body()).get("checks");

    List<String> expected = new ArrayList<>();
    long steps = 0;
    for (JsonNode check : checks) {
      expected.add(check.get("id").asText() + " " + check.get("number").asText());
      steps += check.get("next").asText().isEmpty() ? 0 : 1;
    }
    assertThat(page.locator("dt[data-check]").allTextContents())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(page.locator("p.next")).hasCount((int) steps);
    assertThat(steps).isPositive();
  }

  @Test
  void shouldPutTheYearBesideEveryScoreAndLevel() {
    page.navigate(server.address("/teams/Checkout?" + AS_OF));
    List<String> scores = page.locator(".scores span").allTextContents();
    assertThat(scores).hasSizeGreaterThan(10);
    assertThat(scores)
        .allMatch(
            score ->
                score.matches("Quick Check 2025: [\\d.]+ of 10")
                    || score.matches("(2021|2023|2024): (elite|high|medium|low)"));
  }

  @Test
  void shouldLeaveOutEvidenceWithoutScripts() throws Exception {
    context.close();
    open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    page.navigate(server.address("/services/Logistics?" + AS_OF));
    Map<String, JsonNode> all = byPeriod(api("change-fail-rate"), "change-fail-rate");
    page.locator("input[value=rollback]").check();
    page.locator("input[value=linked-incident]").check();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Count again")).click();

    assertThat(page.locator("h1")).hasText("Logistics");
    assertThat(page.locator(".evidence .without"))
        .containsText("Left out of both rates and of the failed deployments below");
    assertThat(page.locator("input[value=rollback]")).isChecked();
    all.forEach(
        (period, figure) -> {
          JsonNode parts = figure.get("parts");
          long failed = parts.get("failed-status").asLong() + parts.get("time-window").asLong();
          assertThat(cells("change-fail-rate", period).get(0))
              .isEqualTo(
                  percent(
                      BigDecimal.valueOf(100 * failed)
                          .divide(figure.get("n").decimalValue(), 2, RoundingMode.HALF_UP)));
        });
    JsonNode counted = byPeriod(api("change-fail-rate"), "change-fail-rate").get("2026-10-01");
    assertThat(
            page.locator("article[data-metric=change-fail-rate] .value").getAttribute("data-value"))
        .isEqualTo(counted.get("value").asText());
    // A deployment that something else speaks against as well would still count.
    assertThat(page.locator("svg .happened circle").count()).isEqualTo(2);

    page.locator("select[name=grain]").selectOption("week");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show")).click();
    assertThat(page.locator("input[value=rollback]")).isChecked();
    page.getByText("Count all").click();
    assertThat(page.locator("input[value=rollback]")).not().isChecked();
    // The week of v9 had not ended by then; v8 is back.
    assertThat(page.locator("svg .happened circle title").allTextContents())
        .hasSize(2)
        .last()
        .asString()
        .contains("v8 failed", "rollback");
  }

  @Test
  void shouldSuggestScopesThatExist() {
    Response response = page.navigate(server.address("/teams/Chekout"));
    assertThat(response.status()).isEqualTo(404);
    assertThat(page.locator("main")).containsText("did you mean \"Checkout\"?");
    expectNoViolations();
    // The browser says so in its console, too.
    errors.clear();
  }

  @Test
  void shouldSayWhatWasExpectedOfAParameter() {
    Response response =
        page.navigate(server.address("/?grain=yearly&from=soon&as_of=2999-01-01&without=luck"));
    assertThat(response.status()).isEqualTo(400);
    assertThat(page.locator("main p").allTextContents())
        .containsExactly(
            "parameter grain: expected day or week or month, got \"yearly\"",
            "parameter from: expected an ISO date or instant between the years 1 and 9999, got \"soon\"",
            "parameter as_of: expected today or earlier, got 2999-01-01",
            "parameter without: expected some of failed-status, rollback, revert, hotfix,"
                + " linked-incident, time-window, incident-response, got \"luck\"");
    errors.clear();
  }
}
