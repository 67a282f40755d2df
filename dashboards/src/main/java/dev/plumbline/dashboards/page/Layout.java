package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;

/** What every page has around its content. */
final class Layout {

  private Layout() {}

  /**
   * A whole page.
   *
   * @param title of the window
   * @param content of the main part
   */
  static String page(String title, Markup... content) {
    StringBuilder out = new StringBuilder("<!DOCTYPE html>");
    element("html")
        .with("lang", "en")
        .add(
            head(title),
            element("body")
                .add(
                    element("a", "skip").link("#main").text("Skip to the figures"),
                    top(),
                    element("main").with("id", "main").with("tabindex", "-1").add(content),
                    foot()))
        .appendTo(out);
    return out.append('\n').toString();
  }

  private static Element head(String title) {
    return element("head")
        .add(
            element("meta").with("charset", "utf-8"),
            element("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
            element("meta").with("name", "color-scheme").with("content", "light dark"),
            element("title").text(title + " · Plumbline"),
            element("link")
                .with("rel", "icon")
                .with("type", "image/svg+xml")
                .link(Asset.ICON.path()),
            element("link").with("rel", "stylesheet").link(Asset.STYLE.path()),
            element("script").source("src", Asset.SCRIPT.path()).when(true, "defer"));
  }

  private static Element top() {
    return element("header", "top")
        .add(
            element("div", "bar")
                .add(
                    element("a", "brand").link("/").add(mark(), element("span").text("Plumbline")),
                    element("nav")
                        .with("aria-label", "Scopes")
                        .add(
                            to("/", "Organisation"),
                            to("/find?kind=team", "Teams"),
                            to("/find?kind=service", "Services"),
                            to("/find?kind=queue", "Queues"),
                            to("/data-quality", "Data quality"),
                            to("/definitions", "Definitions")),
                    search()));
  }

  /** A plumb line: a line and its bob. */
  private static Element mark() {
    return element("svg", "mark")
        .with("viewBox", "0 0 16 24")
        .with("aria-hidden", "true")
        .add(
            element("path", "line").with("d", "M8 0V12"),
            element("path", "bob").with("d", "M4 12H12L8 24Z"));
  }

  private static Element to(String address, String name) {
    return element("a").link(address).text(name);
  }

  private static Element search() {
    return element("form", "search")
        .with("role", "search")
        .source("action", "/find")
        .add(
            element("label", "unseen").with("for", "search").text("Find a team, service or queue"),
            element("input")
                .with("type", "search")
                .with("id", "search")
                .with("name", "q")
                .with("placeholder", "Team, service or queue")
                .with("autocomplete", "off"),
            element("button").text("Find"));
  }

  private static Element foot() {
    return element("footer")
        .add(
            element("p")
                .add(
                    Markup.text(
                        "All times are UTC. Every figure is a function of the recorded events: "),
                    element("a").link("/definitions").text("how each is defined"),
                    Markup.text(". Read API: "),
                    element("a").link("/api/v1/scopes?format=json").text("scopes"),
                    Markup.text(", "),
                    element("a").link("/api/v1/freshness").text("freshness"),
                    Markup.text(".")));
  }
}
