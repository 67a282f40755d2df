package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.store.FigureFilter;
import dev.plumbline.dashboards.store.PageStore;
import dev.plumbline.dashboards.store.QueueCount;
import dev.plumbline.dashboards.store.ScopeName;
import dev.plumbline.dashboards.store.Snapshot;
import dev.plumbline.metric.Grain;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what pages show. */
public final class PageReader {

  private static final int NAMED_QUEUES = 5;
  private static final List<String> KINDS =
      Arrays.stream(ScopeKind.values()).map(ScopeKind::id).toList();

  private final PageStore store;

  public PageReader(PageStore store) {
    this.store = store;
  }

  /** Every scope that has figures. */
  public List<ScopeName> scopes() {
    return store.ask(Snapshot::scopes);
  }

  /** Reads a scope; null when there are no figures of it. */
  @Nullable Reading read(Question question) {
    return store.ask(snapshot -> read(question, snapshot));
  }

  private static @Nullable Reading read(Question asked, Snapshot snapshot) {
    boolean isOverview = asked.kind() == ScopeKind.ORGANISATION;
    List<ScopeName> others =
        isOverview ? snapshot.firstScopes(KINDS, ScopeList.FEW + 1) : List.of();
    String scope = asked.scope() == null ? organisation(others) : asked.scope();
    LocalDate begin =
        scope == null ? null : snapshot.firstPeriod(asked.kind().id(), scope, asked.asOf());
    if (scope == null || begin == null) {
      return null;
    }
    Question question = asked.about(scope);
    Courses chosen = courses(question, Span.of(question, question.grain(), begin), snapshot);
    Courses monthly =
        question.grain() == Grain.MONTH
            ? chosen
            : courses(question, Span.of(question, Grain.MONTH, begin), snapshot);
    return new Reading(
        question,
        snapshot.environments(question.kind().id(), scope),
        chosen,
        monthly,
        isOverview ? queues(question, monthly.span(), snapshot) : List.of(),
        new HistoryReader(question, snapshot.history()).happened(chosen),
        new HistoryReader(question, snapshot.history()).services(chosen),
        snapshot.freshness(),
        snapshot.quarantined(),
        question.kind() == ScopeKind.TEAM ? snapshot.platformAdopted(scope) : null,
        others);
  }

  private static @Nullable String organisation(List<ScopeName> scopes) {
    return scopes.stream()
        .filter(scope -> scope.kind().equals(ScopeKind.ORGANISATION.id()))
        .map(ScopeName::name)
        .findFirst()
        .orElse(null);
  }

  private static List<QueueCount> queues(Question question, Span span, Snapshot snapshot) {
    return span.periods().isEmpty()
        ? List.of()
        : snapshot.queues(filter(question, span), Metric.TICKETS_RECEIVED.id(), NAMED_QUEUES);
  }

  private static Courses courses(Question question, Span span, Snapshot snapshot) {
    if (span.periods().isEmpty()) {
      return new Courses(span, List.of());
    }
    FigureFilter filter = filter(question, span);
    return new Courses(
        span,
        Stream.concat(snapshot.dora(filter).stream(), snapshot.opsDemand(filter).stream())
            .map(figure -> Evidence.without(question.leftOut(), figure))
            .toList());
  }

  static FigureFilter filter(Question question, Span span) {
    List<LocalDate> periods = span.periods();
    return new FigureFilter(
        question.kind().id(),
        String.valueOf(question.scope()),
        question.environment(),
        span.grain(),
        periods.get(0),
        periods.get(periods.size() - 1));
  }
}
