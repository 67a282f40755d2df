package dev.plumbline.dashboards.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Pictures of the page for the documentation, of the fixture or of a running instance:
 *
 * <pre>
 * mvn -pl dashboards -am test -Dtest=ScreenshotTest -Dsurefire.failIfNoSpecifiedTests=false
 *   -Dplumbline.screenshots=docs/images -Dplumbline.page=http://127.0.0.1:8080
 * </pre>
 */
@EnabledIfSystemProperty(named = "plumbline.screenshots", matches = ".+")
class ScreenshotTest {

  private static final long MOST_BYTES = 200_000;

  @Test
  void shouldTakePictures() throws Exception {
    Path folder = folder();
    String running = System.getProperty("plumbline.page", "");
    try (Chromium chromium = Chromium.start()) {
      if (running.isEmpty()) {
        try (TestPage page =
                TestPage.of(
                    List.of("Checkout", "Logistics", "Platform", "Search"),
                    List.of("jira:OPS", "jira:DBA", "github:acme/platform", "jira:NET"));
            TestPage empty = TestPage.empty()) {
          take(chromium, page.address(""), "?as_of=2026-11-01", "Checkout", folder);
          shoot(chromium, empty.address("/"), ColorScheme.LIGHT, 1280, 800, folder, "start");
        }
      } else {
        take(chromium, running, "", System.getProperty("plumbline.team", ""), folder);
      }
    }
    try (Stream<Path> pictures = Files.list(folder)) {
      assertThat(pictures.filter(each -> each.toString().matches(".*(?<!-whole)\\.png")))
          .isNotEmpty()
          .allSatisfy(each -> assertThat(Files.size(each)).isBetween(5_000L, MOST_BYTES));
    }
  }

  /** Surefire runs in the module; the command is given at the root. */
  private static Path folder() throws Exception {
    Path given = Path.of(System.getProperty("plumbline.screenshots"));
    Path root = Path.of("").toAbsolutePath().getParent();
    return Files.createDirectories(root.resolve(given));
  }

  private static void take(Chromium chromium, String base, String query, String team, Path folder) {
    shoot(chromium, base + "/" + query, ColorScheme.LIGHT, 1200, 760, folder, "organisation");
    shoot(chromium, base + "/" + query, ColorScheme.DARK, 1200, 760, folder, "organisation-dark");
    shoot(chromium, base + "/" + query, ColorScheme.LIGHT, 390, 1400, folder, "organisation-phone");
    if (!team.isEmpty()) {
      shoot(
          chromium, base + "/teams/" + team + query, ColorScheme.LIGHT, 1200, 760, folder, "team");
    }
  }

  private static void shoot(
      Chromium chromium,
      String address,
      ColorScheme scheme,
      int width,
      int height,
      Path folder,
      String name) {
    try (BrowserContext context =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setColorScheme(scheme)
                    .setViewportSize(width, height))) {
      Page page = context.newPage();
      page.navigate(address);
      page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
      if (Boolean.getBoolean("plumbline.screenshots.whole")) {
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(folder.resolve(name + "-whole.png")));
      }
    }
  }
}
