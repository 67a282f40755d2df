/**
 * The Kafka side of ingest, kept thin: sending with acknowledgement, reading the latest of a key.
 */
@NullMarked
package dev.plumbline.ingest.kafka;

import org.jspecify.annotations.NullMarked;
