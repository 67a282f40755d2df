package dev.plumbline.ingest.drain;

import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.Mapping;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Counts what becomes of deliveries. Sources are those of the configuration; kinds come from
 * senders, so there is an end to how many are told apart.
 */
public final class DrainMeters {

  private static final int MOST_KINDS = 64;
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_:.-]{0,63}");
  private static final String OTHER = "other";

  private final MeterRegistry meters;
  private final Set<String> kinds = ConcurrentHashMap.newKeySet();

  public DrainMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  void mapped(Delivery delivery, Mapping.Mapped mapped) {
    count("plumbline.ingest.mapped", "Deliveries that became events", delivery, mapped.kind());
    Counter.builder("plumbline.ingest.events")
        .tag("source", delivery.source())
        .description("Events sent because of deliveries")
        .register(meters)
        .increment(mapped.events().size());
  }

  void ignored(Delivery delivery, Mapping.Ignored ignored) {
    count(
        "plumbline.ingest.ignored",
        "Deliveries of kinds that are not used",
        delivery,
        ignored.kind());
  }

  void quarantined(Delivery delivery) {
    Counter.builder("plumbline.ingest.quarantined")
        .tag("source", delivery.source())
        .description("Deliveries that could not be used and were set aside")
        .register(meters)
        .increment();
  }

  private void count(String name, String description, Delivery delivery, String kind) {
    Counter.builder(name)
        .tag("source", delivery.source())
        .tag("kind", known(kind))
        .description(description)
        .register(meters)
        .increment();
  }

  private String known(String kind) {
    if (kinds.contains(kind)) {
      return kind;
    }
    if (kinds.size() >= MOST_KINDS || !KIND.matcher(kind).matches()) {
      return OTHER;
    }
    kinds.add(kind);
    return kind;
  }
}
