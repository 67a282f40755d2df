/**
 * The outside world to Kafka. {@link dev.plumbline.ingest.Ingest} builds every part from addresses
 * and starts it; collectors, HTTP and Kafka know each other only through the interfaces of {@code
 * collection}.
 */
@NullMarked
package dev.plumbline.ingest;

import org.jspecify.annotations.NullMarked;
