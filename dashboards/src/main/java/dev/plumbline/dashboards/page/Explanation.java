package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.store.ExplainStore;
import dev.plumbline.dashboards.store.ExplainStore.Explained;
import dev.plumbline.dashboards.store.ExplainStore.Value;
import dev.plumbline.dashboards.store.RowReceiver;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A figure with the facts behind it, as they came. Not thread-safe while it is read. */
final class Explanation implements ExplainStore.Head, RowReceiver {

  /**
   * A fact: its values by the names of the store's columns; what is not known is left out.
   *
   * @param values text, number or instant
   */
  record Fact(Map<String, Object> values) {

    String said(String column) {
      Object value = values.get(column);
      if (value == null) {
        return "–";
      }
      if (value instanceof Instant instant) {
        return Words.moment(instant);
      }
      return value instanceof BigDecimal number ? Words.duration(number) : value.toString();
    }
  }

  /**
   * Facts that share a fate.
   *
   * @param reason why they did not go in, null for those that did
   * @param count how many there are, of which the first are listed
   */
  record Group(@Nullable String reason, long count, List<Fact> facts) {}

  private static final int REASON = 0;
  private static final int COUNT = 1;

  private final Explained explained;
  private final List<Group> groups = new ArrayList<>();
  private @Nullable Value value;

  Explanation(Explained explained) {
    this.explained = explained;
  }

  Explained explained() {
    return explained;
  }

  /** The figure, null when there is none. */
  @Nullable Value value() {
    return value;
  }

  /** Those that went in first. */
  List<Group> groups() {
    return groups;
  }

  @Override
  public void take(@Nullable Value told) {
    value = told;
  }

  @Override
  public void started(Runnable cancel) {}

  @Override
  public void begin() {}

  @Override
  public void row(@Nullable Object[] values) {
    String reason = (String) values[REASON];
    if (groups.isEmpty() || !Objects.equals(last().reason(), reason)) {
      long count = ((BigDecimal) Objects.requireNonNull(values[COUNT])).longValue();
      groups.add(new Group(reason, count, new ArrayList<>()));
    }
    Map<String, Object> fact = new LinkedHashMap<>();
    for (int i = COUNT + 1; i < values.length; i++) {
      Object told = values[i];
      if (told != null) {
        fact.put(ExplainStore.COLUMNS.get(i).name(), told);
      }
    }
    last().facts().add(new Fact(fact));
  }

  private Group last() {
    return groups.get(groups.size() - 1);
  }

  @Override
  public void end() {}
}
