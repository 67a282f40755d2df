package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.doctor.Check;
import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;
import dev.plumbline.dashboards.store.DoraMetric;
import dev.plumbline.dashboards.store.ExplainStore;
import dev.plumbline.dashboards.store.ExplainStore.Explained;
import dev.plumbline.dashboards.store.Period;
import dev.plumbline.dashboards.store.ScopeName;
import dev.plumbline.dashboards.store.ScopeQuestion;
import dev.plumbline.validation.Suggestion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All pages there are. */
public final class Pages {

  private final PageReader reader;
  private final @Nullable String grafana;
  private final Definitions definitions = Definitions.load();

  /**
   * Pages of what a reader reads.
   *
   * @param grafana address of Grafana to link to, null for none
   */
  public Pages(PageReader reader, @Nullable String grafana) {
    this.reader = reader;
    this.grafana = grafana;
  }

  /**
   * The page of a scope.
   *
   * @param lag records not yet stored, null when it cannot be told
   */
  public Page scope(Question question, @Nullable Long lag) {
    Reading reading = reader.read(question);
    if (reading != null) {
      return new Page(Page.OK, new ScopePage(reading, lag, grafana).write());
    }
    List<ScopeName> known = reader.scopes();
    if (question.scope() != null) {
      return unknown(question, known);
    }
    return known.isEmpty()
        ? new Page(Page.OK, StartPage.write())
        : list(
            "Organisation",
            "No figures of the whole organisation yet",
            "Figures of the organisation follow from those of its services. Until then, choose one:",
            known,
            question.given());
  }

  private static Page unknown(Question question, List<ScopeName> known) {
    String name = String.valueOf(question.scope());
    List<ScopeName> ofKind =
        known.stream().filter(scope -> scope.kind().equals(question.kind().id())).toList();
    String kind = question.kind().title().toLowerCase(Locale.ROOT);
    String suggestion = Suggestion.forUnknown(name, ofKind.stream().map(ScopeName::name).toList());
    return new Page(
        Page.NOT_FOUND,
        Layout.page(
            "Unknown " + kind,
            element("section", "message")
                .add(
                    element("h1").text("Unknown " + kind),
                    element("p")
                        .text(
                            "There are no figures of a %s \"%s\" up to %s%s"
                                .formatted(
                                    kind,
                                    name,
                                    Words.day(question.asOf()),
                                    suggestion.isEmpty() ? "." : suggestion))),
            new ScopeList(ofKind, question.given()).sections()));
  }

  /**
   * Scopes to choose from.
   *
   * @param text part of the name, in any case; empty for all
   * @param kind null for all
   */
  public Page find(String text, @Nullable ScopeKind kind) {
    String wanted = text.toLowerCase(Locale.ROOT);
    List<ScopeName> found =
        reader.scopes().stream()
            .filter(scope -> kind == null || scope.kind().equals(kind.id()))
            .filter(scope -> scope.name().toLowerCase(Locale.ROOT).contains(wanted))
            .toList();
    String what = kind == null ? "scopes" : kind.plural();
    String title =
        text.isEmpty()
            ? what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1)
            : "%s with \"%s\"".formatted(what, text);
    return list(
        title,
        title,
        found.isEmpty() ? "None has figures. Search for a part of its name, in any case." : "",
        found,
        Map.of());
  }

  private static Page list(
      String window,
      String title,
      String sentence,
      List<ScopeName> scopes,
      Map<String, String> given) {
    Element message = element("section", "message").add(element("h1").text(title));
    if (!sentence.isEmpty()) {
      message.add(element("p").text(sentence));
    }
    return new Page(Page.OK, Layout.page(window, message, new ScopeList(scopes, given).sections()));
  }

  /** What every figure means. */
  public Page definitions() {
    return new Page(
        Page.OK, Layout.page("Definitions", element("article", "prose").add(definitions.markup())));
  }

  /** The facts behind a figure. */
  public static Page explained(
      DoraMetric metric, ScopeQuestion scope, Period period, ExplainStore store) {
    Explained explained = new Explained(metric, scope, period, ExplainPage.MOST);
    Explanation explanation = new Explanation(explained);
    store.explain(explained, explanation, explanation);
    return new Page(Page.OK, new ExplainPage(explanation).write());
  }

  /** There is no such figure; the sentence says what there is. */
  public static Page unknownFigure(String sentence) {
    return error(Page.NOT_FOUND, "There is no such figure", sentence);
  }

  /** What is missing for the figures to be true. */
  public static Page dataQuality(List<Check> checks, Instant asOf) {
    return new Page(Page.OK, new DataQualityPage(checks, asOf).write());
  }

  /** Parameters that cannot be read, each with what was expected. */
  public static Page badRequest(String sentences) {
    return error(Page.BAD_REQUEST, "This cannot be shown", sentences.split("; "));
  }

  /** Nothing is there. */
  public static Page notFound() {
    return error(
        Page.NOT_FOUND, "There is no such page", "Start from the organisation, or search above.");
  }

  /** The database does not answer. */
  public static Page unavailable() {
    return error(
        Page.UNAVAILABLE,
        "The figures cannot be read now",
        "The database does not answer. /health says which part is down.");
  }

  private static Page error(int status, String title, String... sentences) {
    Element message = element("section", "message").add(element("h1").text(title));
    for (String sentence : sentences) {
      message.add(element("p").text(sentence));
    }
    return new Page(status, Layout.page(title, message));
  }

  /**
   * Asks for the token.
   *
   * @param next path to go on to
   */
  public static Page login(String next) {
    Markup form =
        element("form", "login")
            .source("action", "/login")
            .with("method", "post")
            .add(
                element("label")
                    .add(
                        element("span").text("Token"),
                        element("input")
                            .with("type", "password")
                            .with("name", "token")
                            .with("autocomplete", "current-password")
                            .when(true, "required")),
                element("input").with("type", "hidden").with("name", "next").with("value", next),
                element("button").text("Sign in"));
    return new Page(
        Page.UNAUTHORISED,
        Layout.page(
            "Sign in",
            element("section", "message")
                .add(
                    element("h1").text("Sign in"),
                    element("p")
                        .text(
                            "This instance is open to its network, so its figures need the token"
                                + " of the file given with --token-file."),
                    form)));
  }
}
