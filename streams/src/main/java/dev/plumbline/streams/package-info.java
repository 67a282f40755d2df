/**
 * Kafka to Kafka: one Kafka Streams application per metric family. Each family is a pure
 * calculation over an ordered store, the topology around it, and this package's runner around the
 * topology.
 */
@NullMarked
package dev.plumbline.streams;

import org.jspecify.annotations.NullMarked;
