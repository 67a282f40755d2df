package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.chart.BarChart;
import dev.plumbline.dashboards.chart.Point;
import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.store.FailedDeployment;
import dev.plumbline.dashboards.store.Figure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Deployments as bars, and those that failed as points among them. */
final class DeploymentsChart {

  private final Reading reading;
  private final Course course;
  private final Course failRate;

  DeploymentsChart(Reading reading) {
    this.reading = reading;
    this.course = reading.course(Metric.DEPLOYMENT_FREQUENCY);
    this.failRate = reading.course(Metric.CHANGE_FAIL_RATE);
  }

  Element write() {
    Course days = reading.course(Metric.DEPLOYMENT_DAYS);
    List<String> sentences = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (LocalDate period : course.span().periods()) {
      String count = Words.number(Objects.requireNonNull(course.value(period)));
      String onDays = Words.number(Objects.requireNonNull(days.value(period)));
      long failed = failed(period);
      sentences.add(
          Plots.said(
              course,
              period,
              count
                  + " deployments on "
                  + onDays
                  + " days"
                  + (failed == 0 ? "" : ", " + Words.number(failed) + " failed")));
      rows.add(List.of(count, onDays, Words.number(failed), FigureMarkup.excluded(course, period)));
    }
    List<Point> points = points();
    String described =
        Plots.described("Successful deployments", course, Words::number)
            + (points.isEmpty()
                ? ""
                : " Failed deployments: "
                    + Words.number(points.stream().mapToLong(Point::count).sum())
                    + ", as points; the table of failed deployments has the newest.");
    Element image =
        new BarChart(
                new Plots(reading)
                    .of(
                        "deployments",
                        course,
                        "Deployments of",
                        described,
                        "deployments",
                        sentences),
                List.of(course.series("deployments", Figure::value, 1)),
                points)
            .draw();
    return new FigureMarkup(reading, course, "Deployments")
        .write(
            image,
            FigureMarkup.legend(List.of("succeeded", "failed"), "f"),
            List.of("Deployments", "Days with one", "Failed", "Excluded"),
            rows);
  }

  private long failed(LocalDate period) {
    Figure figure = failRate.figure(period);
    return figure == null ? 0 : Evidence.sum(figure.parts());
  }

  /** One for each failed deployment, or one for each period where they are too many to list. */
  private List<Point> points() {
    List<FailedDeployment> failures = reading.happened().failures();
    List<Point> points = new ArrayList<>();
    if (failures.size() <= Happened.DRAWN) {
      for (int i = failures.size() - 1; i >= 0; i--) {
        points.add(point(failures.get(i)));
      }
      return points;
    }
    List<LocalDate> periods = course.span().periods();
    for (int i = 0; i < periods.size(); i++) {
      long failed = failed(periods.get(i));
      if (failed > 0) {
        points.add(
            new Point(
                i + 0.5,
                failed,
                Plots.said(course, periods.get(i), Words.number(failed) + " failed deployments")));
      }
    }
    return points;
  }

  private Point point(FailedDeployment failure) {
    return new Point(
        Plots.position(course.span(), failure.finishedAt()),
        1,
        "%s %s failed in %s, %s: %s"
            .formatted(
                failure.service(),
                failure.deployment(),
                failure.environment(),
                Words.moment(failure.finishedAt()),
                String.join(", ", failure.evidence())));
  }
}
