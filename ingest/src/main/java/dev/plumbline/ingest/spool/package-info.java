/**
 * Deliveries between the door and Kafka, on disk. {@link dev.plumbline.ingest.spool.Spool} has one
 * thread that writes: it takes whatever waits, writes it as one synced batch and then tells every
 * waiter. With two writers n+1 could be durable before n, and a reader would skip n.
 */
@NullMarked
package dev.plumbline.ingest.spool;

import org.jspecify.annotations.NullMarked;
