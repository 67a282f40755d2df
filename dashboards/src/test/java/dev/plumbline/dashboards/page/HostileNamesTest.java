package dev.plumbline.dashboards.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HostileNamesTest {

  private static final Set<String> ELEMENTS =
      Set.of(
          ("html head meta title link script body a header div nav form label input button main p h1"
                  + " h2 h3 time section article figure figcaption details summary table thead tbody"
                  + " tr th td ul li dl dt dd span b svg path g line text rect circle desc select"
                  + " option footer fieldset legend")
              .split(" "));
  private static final String ELEMENTS_ON_PAGE =
      "[...document.querySelectorAll('*')].map(e => e.localName)";
  private static final String HANDLERS =
      "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
          + ".filter(a => a.name.startsWith('on') || a.name === 'style' || a.name === 'srcdoc')"
          + ".map(a => a.name + '=' + a.value)";
  private static final String ADDRESSES =
      "[...document.querySelectorAll('[href],[src],[action]')].map(e => e.href?.baseVal ?? e.href ??"
          + " e.src ?? e.action)";

  @Test
  @DisplayName("G3: names that are markup, scripts or addresses are shown as text and nothing else")
  void shouldShowHostileNamesAsText() throws Exception {
    List<String> names = names();
    assertThat(names).hasSizeGreaterThan(60);
    List<String> requests = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    try (Chromium chromium = Chromium.start();
        TestPage server = TestPage.hostile(names);
        BrowserContext context = chromium.browser().newContext()) {
      context.addInitScript("window.hit = 0; window.xssed = () => { window.hit++; };");
      Page page = context.newPage();
      page.onRequest(request -> requests.add(request.url()));
      page.onPageError(errors::add);
      page.navigate(server.address("/?as_of=2026-11-01"));
      expectHarmless(page, server);
      // The first page links to the first of them only.
      page.navigate(server.address("/find"));
      expectHarmless(page, server);
      Map<String, String> links = links(page);
      List<String> kinds = List.of("teams", "services", "queues");
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        String link = links.get(kinds.get(i % kinds.size()) + " " + name);
        assertThat(link).as("link to %s", name).isNotNull();
        page.navigate(link);
        assertThat(page.locator("h1").allTextContents()).as(link).containsExactly(name);
        expectHarmless(page, server);
        page.navigate(server.address("/find?q=" + URLEncoder.encode(name, StandardCharsets.UTF_8)));
        assertThat(page.locator("h1").textContent()).contains(name);
        expectHarmless(page, server);
      }
      assertThat(requests).allMatch(url -> url.startsWith(server.address("/")));
      assertThat(errors).isEmpty();
    }
  }

  private static Map<String, String> links(Page page) {
    Map<String, String> links = new TreeMap<>();
    List<?> found =
        (List<?>)
            page.evaluate(
                "[...document.querySelectorAll('section.scopes')].flatMap(s =>"
                    + " [...s.querySelectorAll('ul a')].map(a =>"
                    + " [s.querySelector('h2').id + ' ' + a.textContent, a.href]))");
    for (Object each : found) {
      List<?> pair = (List<?>) each;
      links.put((String) pair.get(0), (String) pair.get(1));
    }
    return links;
  }

  private static void expectHarmless(Page page, TestPage server) {
    assertThat(strings(page, ELEMENTS_ON_PAGE)).as(page.url()).isSubsetOf(ELEMENTS);
    assertThat(strings(page, ELEMENTS_ON_PAGE)).filteredOn("script"::equals).hasSize(1);
    assertThat(strings(page, HANDLERS)).as(page.url()).isEmpty();
    assertThat(strings(page, ADDRESSES))
        .as(page.url())
        .allMatch(
            url ->
                url.startsWith(server.address("/")) || url.startsWith("https://grafana.example/"));
    assertThat(page.evaluate("window.hit")).as(page.url()).isEqualTo(0);
  }

  private static List<String> strings(Page page, String script) {
    return ((List<?>) page.evaluate(script)).stream().map(Object::toString).toList();
  }

  private static List<String> names() throws IOException {
    try (InputStream in = HostileNamesTest.class.getResourceAsStream("/hostile-names.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
