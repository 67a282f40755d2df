package dev.plumbline.ingest.http;

import dev.plumbline.ingest.source.Source;
import dev.plumbline.ingest.spool.Spool;
import dev.plumbline.ingest.spool.StrandedDeliveries;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;

/** Counts what comes to the door. Every tag has few values: sources are those configured. */
final class DoorMeters {

  private final MeterRegistry meters;

  DoorMeters(MeterRegistry meters, Spool spool, StrandedDeliveries stranded) {
    this.meters = meters;
    for (Refusal refusal : Refusal.values()) {
      refusals(refusal);
    }
    Gauge.builder("plumbline.ingest.spool.bytes", spool, Spool::bytes)
        .description("Bytes of deliveries in the spool")
        .register(meters);
    Gauge.builder("plumbline.ingest.spool.waiting", spool, Spool::waiting)
        .description("Deliveries that are not on their topics yet")
        .register(meters);
    TimeGauge.builder(
            "plumbline.ingest.spool.oldest",
            spool,
            TimeUnit.MILLISECONDS,
            oldest -> oldest.oldest().toMillis())
        .description("Age of the oldest delivery that is not on its topics yet")
        .register(meters);
    FunctionCounter.builder("plumbline.ingest.spool.rejected", spool, Spool::rejected)
        .description("Deliveries that could not be made durable")
        .register(meters);
    Gauge.builder("plumbline.ingest.stranded", stranded, StrandedDeliveries::count)
        .description("Deliveries that even the quarantine did not take, kept on the disk")
        .register(meters);
    Gauge.builder("plumbline.ingest.stranded.bytes", stranded, StrandedDeliveries::bytes)
        .description("Bytes of deliveries that even the quarantine did not take")
        .register(meters);
  }

  /** A body was signed with the secret at the position: one that stays at zero can go. */
  void verified(Source source, int position) {
    Counter.builder("plumbline.ingest.verified")
        .tag("source", source.id())
        .tag("secret", String.valueOf(position))
        .description("Deliveries verified, by the position of the secret")
        .register(meters)
        .increment();
  }

  void accepted(Source source, Spool.Stored stored) {
    Counter.Builder counter =
        stored == Spool.Stored.NEW
            ? Counter.builder("plumbline.ingest.accepted")
                .description("Deliveries verified and made durable")
            : Counter.builder("plumbline.ingest.duplicates")
                .description("Deliveries that were in the spool already");
    counter.tag("source", source.id()).register(meters).increment();
  }

  void refused(Refusal refusal) {
    refusals(refusal).increment();
  }

  private Counter refusals(Refusal refusal) {
    return Counter.builder("plumbline.ingest.refused")
        .tag("reason", refusal.tag())
        .description("Requests refused at the front door")
        .register(meters);
  }
}
