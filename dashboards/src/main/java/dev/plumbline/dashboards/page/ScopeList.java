package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;
import dev.plumbline.dashboards.store.ScopeName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Scopes by kind, each a link to its page. In the order of their names, never of their figures. */
final class ScopeList {

  private static final int MOST = 200;

  private final List<ScopeName> scopes;
  private final Map<String, String> given;

  ScopeList(List<ScopeName> scopes, Map<String, String> given) {
    this.scopes = scopes;
    this.given = given;
  }

  Markup sections() {
    return Markup.all(Arrays.stream(ScopeKind.values()).map(this::section).toList());
  }

  private Markup section(ScopeKind kind) {
    List<ScopeName> ofKind =
        scopes.stream().filter(scope -> scope.kind().equals(kind.id())).toList();
    if (ofKind.isEmpty() || kind == ScopeKind.ORGANISATION && ofKind.size() == 1) {
      return Markup.NONE;
    }
    Element section =
        element("section", "scopes")
            .with("aria-labelledby", kind.plural())
            .add(
                element("h2")
                    .with("id", kind.plural())
                    .text(capital(kind.plural()) + " ")
                    .add(element("span", "count").text(Words.number(ofKind.size()))),
                element("ul")
                    .add(
                        ofKind.stream()
                            .limit(MOST)
                            .map(
                                scope ->
                                    element("li")
                                        .add(
                                            element("a")
                                                .link(
                                                    Links.scope(scope.kind(), scope.name(), given))
                                                .text(scope.name())))));
    if (ofKind.size() > MOST) {
      section.add(
          element("p")
              .text(
                  "The first %d of %s; search for the others."
                      .formatted(MOST, Words.number(ofKind.size()))));
    }
    return section;
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
