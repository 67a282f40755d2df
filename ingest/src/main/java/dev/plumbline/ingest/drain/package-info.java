/**
 * From the spool to Kafka: each delivery is read by its source's mapper, its events are sent in the
 * order of acceptance, and what cannot be used goes to quarantine with the reason. Sending again is
 * harmless, losing is not: whatever fails is tried again from there.
 */
@NullMarked
package dev.plumbline.ingest.drain;

import org.jspecify.annotations.NullMarked;
