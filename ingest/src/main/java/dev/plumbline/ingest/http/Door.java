package dev.plumbline.ingest.http;

import dev.plumbline.ingest.drain.Quarantine;
import dev.plumbline.ingest.drain.QuarantineReplay;
import dev.plumbline.ingest.source.Sources;
import dev.plumbline.ingest.spool.Spool;
import dev.plumbline.ingest.spool.StrandedDeliveries;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * What webhooks need.
 *
 * @param sources who may deliver
 * @param spool where deliveries go
 * @param stranded what even the quarantine did not take
 * @param quarantine what could not be used
 * @param replay tries it again
 */
public record Door(
    Sources sources,
    Spool spool,
    StrandedDeliveries stranded,
    Quarantine quarantine,
    QuarantineReplay replay,
    MeterRegistry meters,
    Clock clock) {}
