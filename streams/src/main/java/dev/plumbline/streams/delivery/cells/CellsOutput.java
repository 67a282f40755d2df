package dev.plumbline.streams.delivery.cells;

import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.streams.delivery.terms.Target;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Where the results of cells go. */
public interface CellsOutput {

  /** A value of a service, null where the period has none any more. */
  void metric(MetricKey key, @Nullable MetricValue value);

  /** What a day of a service adds up to now. */
  void day(Target target, LocalDate day, DaySums sums);
}
