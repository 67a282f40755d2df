package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.store.Figure;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What speaks for the deployments that the rates count, each class with a box to leave it out. */
final class EvidenceForm {

  private final Reading reading;
  private final Question question;
  private final Set<String> leftOut;

  EvidenceForm(Reading reading) {
    this.reading = reading;
    this.question = reading.question();
    this.leftOut = question.leftOut();
  }

  Element write() {
    Element boxes =
        element("fieldset")
            .add(element("legend").text("Leave out deployments that only this speaks against"));
    Map<String, Long> counts = counts();
    for (Evidence evidence : Evidence.values()) {
      boxes.add(box(evidence, counts.getOrDefault(evidence.id(), 0L)));
    }
    Element form =
        element("form", "evidence")
            .source("action", "/" + question.kind().plural())
            .with("aria-label", "Evidence");
    carried().forEach((name, value) -> form.add(hidden(name, value)));
    form.add(boxes, element("button").text("Count again"));
    if (!leftOut.isEmpty()) {
      form.add(
          element("p", "without")
              .text(
                  "Left out of both rates and of the failed deployments below: "
                      + String.join(", ", leftOut.stream().sorted().toList())
                      + ". The recovery time is that of all. ")
              .add(
                  element("a")
                      .link(Links.scope(question.kind().id(), reading.scope(), rest()))
                      .text("Count all")));
    }
    return form;
  }

  private Element box(Evidence evidence, long count) {
    return element("label")
        .add(
            element("input")
                .with("type", "checkbox")
                .with("name", Evidence.PARAMETER)
                .with("value", evidence.id())
                .when(leftOut.contains(evidence.id()), "checked"),
            element("span")
                .with("title", "Because " + evidence.meaning())
                .text(
                    evidence.id()
                        + (leftOut.contains(evidence.id())
                            ? " (left out)"
                            : " (" + Words.number(count) + ")")));
  }

  /** For how many deployments each class speaks, over the periods shown. */
  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    count(reading.course(Metric.REWORK_RATE), counts);
    // What is both is counted as a failure.
    Map<String, Long> failures = new TreeMap<>();
    count(reading.course(Metric.CHANGE_FAIL_RATE), failures);
    counts.putAll(failures);
    return counts;
  }

  private static void count(Course course, Map<String, Long> counts) {
    for (LocalDate period : course.span().periods()) {
      Figure figure = course.figure(period);
      if (figure != null) {
        figure
            .parts()
            .forEach(
                (classes, count) ->
                    List.of(classes.split("\\+"))
                        .forEach(each -> counts.merge(each, count, Long::sum)));
      }
    }
  }

  private Map<String, String> carried() {
    Map<String, String> carried = new LinkedHashMap<>();
    carried.put("name", reading.scope());
    carried.putAll(rest());
    return carried;
  }

  private Map<String, String> rest() {
    Map<String, String> rest = new LinkedHashMap<>(question.given());
    rest.remove(Evidence.PARAMETER);
    return rest;
  }

  private static Element hidden(String name, String value) {
    return element("input").with("type", "hidden").with("name", name).with("value", value);
  }
}
