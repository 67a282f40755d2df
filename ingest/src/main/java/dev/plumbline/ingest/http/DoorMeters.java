package dev.plumbline.ingest.http;

import dev.plumbline.ingest.source.Source;
import dev.plumbline.ingest.spool.Spool;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;

/** Counts what comes to the door. Every tag has few values: sources are those configured. */
final class DoorMeters {

  private final MeterRegistry meters;

  DoorMeters(MeterRegistry meters, Spool spool) {
    this.meters = meters;
    for (Refusal refusal : Refusal.values()) {
      meters.counter("plumbline.ingest.refused", "reason", refusal.tag());
    }
    Gauge.builder("plumbline.ingest.spool.bytes", spool, Spool::bytes).register(meters);
    Gauge.builder("plumbline.ingest.spool.waiting", spool, Spool::waiting).register(meters);
    TimeGauge.builder(
            "plumbline.ingest.spool.oldest",
            spool,
            TimeUnit.MILLISECONDS,
            oldest -> oldest.oldest().toMillis())
        .register(meters);
    FunctionCounter.builder("plumbline.ingest.spool.rejected", spool, Spool::rejected)
        .register(meters);
  }

  /** A body was signed with the secret at the position: one that stays at zero can go. */
  void verified(Source source, int position) {
    meters
        .counter(
            "plumbline.ingest.verified", "source", source.id(), "secret", String.valueOf(position))
        .increment();
  }

  void accepted(Source source, Spool.Stored stored) {
    String name =
        stored == Spool.Stored.NEW ? "plumbline.ingest.accepted" : "plumbline.ingest.duplicates";
    meters.counter(name, "source", source.id()).increment();
  }

  void refused(Refusal refusal) {
    meters.counter("plumbline.ingest.refused", "reason", refusal.tag()).increment();
  }
}
