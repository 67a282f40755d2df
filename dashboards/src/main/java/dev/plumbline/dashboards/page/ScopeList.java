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

  /** How many of a kind stand below other things. */
  static final int FEW = 50;

  private static final int MOST = 200;

  private final List<ScopeName> scopes;
  private final Map<String, String> given;

  ScopeList(List<ScopeName> scopes, Map<String, String> given) {
    this.scopes = scopes;
    this.given = given;
  }

  /** All scopes, as far as a page can hold them. */
  Markup sections() {
    return Markup.all(Arrays.stream(ScopeKind.values()).map(this::section).toList());
  }

  /** A few of each kind, and where the others are: how many, only who reads all knows. */
  Markup first() {
    return Markup.all(Arrays.stream(ScopeKind.values()).map(this::firstOf).toList());
  }

  private Markup section(ScopeKind kind) {
    List<ScopeName> ofKind = of(kind);
    if (ofKind.isEmpty() || kind == ScopeKind.ORGANISATION && ofKind.size() == 1) {
      return Markup.NONE;
    }
    Element section = list(kind, Words.number(ofKind.size()), ofKind, MOST);
    if (ofKind.size() > MOST) {
      section.add(
          element("p")
              .text(
                  "The first %d of %s; search for the others."
                      .formatted(MOST, Words.number(ofKind.size()))));
    }
    return section;
  }

  private Markup firstOf(ScopeKind kind) {
    List<ScopeName> ofKind = of(kind);
    if (ofKind.isEmpty() || kind == ScopeKind.ORGANISATION && ofKind.size() == 1) {
      return Markup.NONE;
    }
    boolean isMore = ofKind.size() > FEW;
    Element section = list(kind, isMore ? "" : Words.number(ofKind.size()), ofKind, FEW);
    if (isMore) {
      section.add(
          element("p")
              .add(
                  Markup.text("The first %d by name. ".formatted(FEW)),
                  element("a").link("/find?kind=" + kind.id()).text("Find another " + kind.id())));
    }
    return section;
  }

  private List<ScopeName> of(ScopeKind kind) {
    return scopes.stream().filter(scope -> scope.kind().equals(kind.id())).toList();
  }

  private Element list(ScopeKind kind, String count, List<ScopeName> ofKind, int most) {
    Element heading = element("h2").with("id", kind.plural()).text(capital(kind.plural()) + " ");
    if (!count.isEmpty()) {
      heading.add(element("span", "count").text(count));
    }
    return element("section", "scopes")
        .with("aria-labelledby", kind.plural())
        .add(heading, element("ul").add(ofKind.stream().limit(most).map(this::item)));
  }

  private Element item(ScopeName scope) {
    return element("li")
        .add(element("a").link(Links.scope(scope.kind(), scope.name(), given)).text(scope.name()));
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
