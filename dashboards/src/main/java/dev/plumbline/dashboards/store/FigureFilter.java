package dev.plumbline.dashboards.store;

import dev.plumbline.metric.Grain;
import java.time.LocalDate;

/**
 * Which figures of one scope are asked for.
 *
 * @param scopeKind service, team, queue or organisation
 * @param scope its name
 * @param environment for figures that belong to one; the others ignore it
 * @param grain length of a period
 * @param first start of the first period
 * @param last start of the last period, inclusive
 */
public record FigureFilter(
    String scopeKind,
    String scope,
    String environment,
    Grain grain,
    LocalDate first,
    LocalDate last) {

  /** The same question by another grain. */
  public FigureFilter by(Grain other) {
    return new FigureFilter(
        scopeKind,
        scope,
        environment,
        other,
        Periods.startOf(other, first),
        Periods.startOf(other, last));
  }
}
