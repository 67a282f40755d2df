package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;
import dev.plumbline.dashboards.store.Periods;
import dev.plumbline.metric.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page of a scope: the answer, tiles, charts, and what they rest on. */
final class ScopePage {

  private final Reading reading;
  private final Question question;
  private final @Nullable Long lag;
  private final @Nullable String grafana;

  ScopePage(Reading reading, @Nullable Long lag, @Nullable String grafana) {
    this.reading = reading;
    this.question = reading.question();
    this.lag = lag;
    this.grafana = grafana;
  }

  String write() {
    return Layout.page(
        reading.scope() + " · " + question.kind().title(),
        heading(),
        form(),
        answer(),
        new Tiles(reading).write(),
        new Charts(reading).write(new Trust(reading, lag, grafana).write()),
        new HappenedTables(reading).write(),
        new ServicesTable(reading).write(),
        closer());
  }

  private Element heading() {
    return element("div", "heading")
        .add(
            element("p", "kind").text(question.kind().title()),
            element("h1").text(reading.scope()),
            element("p", "asof")
                .add(
                    Markup.text("As of "),
                    element("time")
                        .with("datetime", question.asOf())
                        .text(Words.day(question.asOf())),
                    Markup.text(
                        reading.hasDelivery() ? " · environment " + question.environment() : "")));
  }

  private Element form() {
    return element("form", "filter")
        .source("action", "/" + question.kind().plural())
        .with("aria-label", "What is shown")
        .add(
            element("input")
                .with("type", "hidden")
                .with("name", "name")
                .with("value", reading.scope()),
            field("By", choice("grain", grains(), Periods.name(question.grain()))),
            field("Environment", choice("environment", environments(), question.environment())),
            date("From", "from"),
            date("To", "to"),
            date("As of", "as_of"),
            without(),
            element("button").text("Show"));
  }

  private Markup without() {
    String without = question.given().get(Evidence.PARAMETER);
    return without == null
        ? Markup.NONE
        : element("input")
            .with("type", "hidden")
            .with("name", Evidence.PARAMETER)
            .with("value", without);
  }

  private static List<String> grains() {
    return Stream.of(Grain.MONTH, Grain.WEEK, Grain.DAY).map(Periods::name).toList();
  }

  private List<String> environments() {
    List<String> environments = new ArrayList<>(reading.environments());
    if (!environments.contains(question.environment())) {
      environments.add(question.environment());
    }
    return environments;
  }

  private static Element field(String name, Element input) {
    return element("label").add(element("span").text(name), input);
  }

  private static Element choice(String name, List<String> options, String chosen) {
    return element("select")
        .with("name", name)
        .add(
            options.stream()
                .map(
                    option ->
                        element("option")
                            .with("value", option)
                            .when(option.equals(chosen), "selected")
                            .text(option)));
  }

  private Element date(String title, String name) {
    String given = question.given().getOrDefault(name, "");
    String value = name.equals("as_of") ? question.asOf().toString() : given;
    return field(
        title, element("input").with("type", "date").with("name", name).with("value", value));
  }

  private Element answer() {
    Answer answer =
        Answer.of(
            Stream.of(Metric.DEPLOYMENT_FREQUENCY, Metric.CHANGE_LEAD_TIME, Metric.TICKETS_RECEIVED)
                .map(reading.monthly()::of)
                .toList());
    return element("section", "answer")
        .with("aria-label", "The answer in one line")
        .add(
            element("p", "sentence").text(answer.sentence()),
            element("p", "caveat").text(answer.caveat()));
  }

  private Markup closer() {
    return reading.others().isEmpty()
        ? Markup.NONE
        : new ScopeList(reading.others(), question.given()).first();
  }
}
