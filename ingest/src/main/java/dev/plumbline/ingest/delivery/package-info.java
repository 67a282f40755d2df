/**
 * What came through the front door, and what a source's mapper makes of it: the seam between
 * accepting deliveries, which knows no source's payload, and mappers, which know no HTTP and no
 * Kafka.
 */
@NullMarked
package dev.plumbline.ingest.delivery;

import org.jspecify.annotations.NullMarked;
