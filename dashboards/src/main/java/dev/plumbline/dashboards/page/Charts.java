package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;

/** One chart for each figure, and what stands beside them. */
final class Charts {

  private final Reading reading;

  Charts(Reading reading) {
    this.reading = reading;
  }

  /**
   * Writes them.
   *
   * @param trust stands beside them
   */
  Element write(Element trust) {
    Element charts = element("div", "charts");
    if (reading.chosen().span().periods().isEmpty()) {
      return charts.add(
          element("p", "empty").text("No period starts in the range that was asked for."), trust);
    }
    if (reading.hasDelivery()) {
      charts.add(
          new DeploymentsChart(reading).write(),
          new DurationChart(reading, Metric.CHANGE_LEAD_TIME)
              .write("lead-time", "from commit to deployment"));
      if (reading.hasStages()) {
        charts.add(new StagesChart(reading).write());
      }
      charts.add(new RatesChart(reading).write());
      if (!reading.course(Metric.RECOVERY_TIME).isEmpty()) {
        charts.add(
            new DurationChart(reading, Metric.RECOVERY_TIME)
                .write("recovery", "from the start of the degradation to its end"));
      }
    }
    if (reading.hasTickets()) {
      charts.add(new TicketsChart(reading).write());
    }
    return charts.add(trust);
  }
}
