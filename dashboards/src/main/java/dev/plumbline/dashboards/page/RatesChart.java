package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.chart.LineChart;
import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.store.Figure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Change fail rate and deployment rework rate: two shares of the same deployments. */
final class RatesChart {

  private final Reading reading;
  private final Course failRate;
  private final Course reworkRate;

  RatesChart(Reading reading) {
    this.reading = reading;
    this.failRate = reading.course(Metric.CHANGE_FAIL_RATE);
    this.reworkRate = reading.course(Metric.REWORK_RATE);
  }

  Element write() {
    List<String> sentences = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (LocalDate period : failRate.span().periods()) {
      String failed = rate(failRate, period);
      String unplanned = rate(reworkRate, period);
      String finished = Words.number(Math.max(failRate.n(period), reworkRate.n(period)));
      rows.add(
          List.of(failed, parts(failRate, period), unplanned, parts(reworkRate, period), finished));
      sentences.add(
          Plots.said(
              failRate,
              period,
              "%s failed, %s unplanned, of %s finished deployments"
                  .formatted(failed, unplanned, finished)));
    }
    Element image =
        new LineChart(
                new Plots(reading)
                    .of(
                        "rates",
                        failRate,
                        "Change fail rate and deployment rework rate of",
                        Plots.described("Change fail rate", failRate, Words::percent)
                            + " "
                            + Plots.described("Deployment rework rate", reworkRate, Words::percent),
                        "per cent",
                        sentences),
                List.of(
                    failRate.series("fail rate", Figure::value, 1),
                    reworkRate.series("rework rate", Figure::value, 1)))
            .draw();
    Element figure =
        new FigureMarkup(reading, failRate, "Change fail rate and rework rate")
            .write(
                image,
                FigureMarkup.legend(List.of("change fail rate", "rework rate"), "t"),
                List.of("Fail rate", "Failed", "Rework rate", "Unplanned", "Finished"),
                rows);
    return figure.add(new EvidenceForm(reading).write());
  }

  private static String rate(Course course, LocalDate period) {
    BigDecimal value = course.value(period);
    return value == null ? "no data" : Words.percent(value);
  }

  private static String parts(Course course, LocalDate period) {
    Figure figure = course.figure(period);
    return figure == null ? "0" : Words.number(Evidence.sum(figure.parts()));
  }
}
