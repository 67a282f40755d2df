package dev.plumbline.dashboards.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dashboards.store.ScopeName;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScopeListTest {

  @Test
  void shouldShowFirstOfManyAndWhereTheOthersAre() {
    String html = first(services(ScopeList.FEW + 1));
    assertThat(html)
        .contains("href=\"/services/service-050\"", "href=\"/find?kind=service\"")
        .contains("The first 50 by name.")
        .doesNotContain("service-051", "51");
  }

  @Test
  void shouldCountAndShowAllOfFew() {
    String html = first(services(ScopeList.FEW));
    assertThat(html)
        .contains("href=\"/services/service-050\"", "<span class=\"count\">50</span>")
        .doesNotContain("/find");
  }

  @Test
  void shouldNotListTheOnlyOrganisation() {
    assertThat(first(Stream.of(new ScopeName("organisation", "Acme")))).isEmpty();
    assertThat(
            first(
                Stream.of(
                    new ScopeName("organisation", "Acme"), new ScopeName("organisation", "Bravo"))))
        .contains("/organisations/Acme", "/organisations/Bravo");
  }

  private static Stream<ScopeName> services(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> new ScopeName("service", "service-%03d".formatted(number)));
  }

  private static String first(Stream<ScopeName> scopes) {
    List<ScopeName> list = scopes.collect(Collectors.toList());
    StringBuilder html = new StringBuilder();
    new ScopeList(list, Map.of()).first().appendTo(html);
    return html.toString();
  }
}
