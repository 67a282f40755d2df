package dev.plumbline.ingest.http;

import dev.plumbline.ingest.drain.Quarantine;
import dev.plumbline.ingest.drain.QuarantineReplay;
import dev.plumbline.ingest.source.Sources;
import dev.plumbline.ingest.spool.Spool;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * What webhooks need.
 *
 * @param sources who may deliver
 * @param spool where deliveries go
 * @param quarantine what could not be used
 * @param replay tries it again
 */
public record Door(
    Sources sources,
    Spool spool,
    Quarantine quarantine,
    QuarantineReplay replay,
    MeterRegistry meters,
    Clock clock) {}
