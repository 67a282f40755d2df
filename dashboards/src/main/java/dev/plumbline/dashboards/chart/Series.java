package dev.plumbline.dashboards.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value per period.
 *
 * @param name what is drawn
 * @param values null where there is none
 */
public record Series(String name, List<@Nullable Double> values) {

  public Series {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  double at(int period) {
    Double value = values.get(period);
    return value == null ? 0 : value;
  }

  double greatest() {
    return values.stream().mapToDouble(value -> value == null ? 0 : value).max().orElse(0);
  }
}
