package dev.plumbline.streams.delivery.scopes;

import dev.plumbline.streams.delivery.cells.DaySums;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a day of a scope adds up to, without its lead times.
 *
 * @param deployments of all its services
 * @param excluded commits without a lead time that counts, by reason, none zero
 */
record ScopeSums(long deployments, SortedMap<String, Long> excluded) {

  static final ScopeSums NONE = new ScopeSums(0, Collections.emptySortedMap());

  ScopeSums plus(DaySums change) {
    SortedMap<String, Long> sums = new TreeMap<>(excluded);
    change.excluded().forEach((reason, count) -> sums.merge(reason, count, Long::sum));
    sums.values().removeIf(count -> count == 0);
    return new ScopeSums(deployments + change.deployments(), sums);
  }

  byte[] toBytes() {
    ValueWriter writer = new ValueWriter().number(deployments);
    excluded.forEach((reason, count) -> writer.text(reason).number(count));
    return writer.toBytes();
  }

  static ScopeSums fromBytes(byte[] bytes) {
    ValueReader reader = new ValueReader(bytes);
    long deployments = reader.number();
    SortedMap<String, Long> excluded = new TreeMap<>();
    while (reader.hasMore()) {
      excluded.put(reader.text(), reader.number());
    }
    return new ScopeSums(deployments, excluded);
  }
}
