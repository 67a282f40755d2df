package dev.plumbline.ingest.spool;

import dev.plumbline.ingest.delivery.Delivery;

/**
 * A delivery in the spool.
 *
 * @param sequence its place in the order of acceptance
 */
public record Spooled(long sequence, Delivery delivery) {}
