package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.store.FigureFilter;
import dev.plumbline.dashboards.store.History;
import dev.plumbline.dashboards.store.HistoryFilter;
import dev.plumbline.dashboards.store.ScopeQuestion;
import dev.plumbline.dashboards.store.ServiceFigure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Reads what happened to the scope of a question. */
final class HistoryReader {

  private final Question question;
  private final History history;

  HistoryReader(Question question, History history) {
    this.question = question;
    this.history = history;
  }

  /** What happened in the periods of the figures. */
  Happened happened(Courses figures) {
    if (figures.span().periods().isEmpty() || !figures.hasDelivery()) {
      return new Happened(List.of(), List.of(), List.of(), history.phases());
    }
    Span span = figures.span();
    Instant known = start(question.knownUntil());
    Instant end = start(span.end());
    HistoryFilter shown = filter(start(span.periods().get(0)), known.isBefore(end) ? known : end);
    return new Happened(
            history.failures(shown),
            history.openFailures(filter(Instant.EPOCH, known)),
            history.uncausedIncidents(shown),
            history.phases())
        .without(question.leftOut());
  }

  private HistoryFilter filter(Instant from, Instant to) {
    ScopeQuestion scope =
        new ScopeQuestion(
            question.kind().id(), String.valueOf(question.scope()), question.environment());
    return new HistoryFilter(scope, from, to, Happened.READ);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The services of a team, with their figures of the last full period. */
  TeamServices services(Courses figures) {
    if (question.kind() != ScopeKind.TEAM) {
      return TeamServices.NONE;
    }
    List<String> names = history.services(String.valueOf(question.scope()), question.asOf());
    LocalDate period = figures.span().lastFull();
    if (names.isEmpty() || period == null) {
      return new TeamServices(names, period, List.of());
    }
    FigureFilter filter =
        new FigureFilter(
            ScopeKind.SERVICE.id(), "", question.environment(), question.grain(), period, period);
    return new TeamServices(
        names,
        period,
        history.figures(names, filter).stream()
            .map(
                each ->
                    new ServiceFigure(
                        each.service(),
                        each.environment(),
                        Evidence.without(question.leftOut(), each.figure())))
            .toList());
  }
}
