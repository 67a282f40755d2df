package dev.plumbline.dashboards.sink;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that could not be read or stored, and why. */
record Quarantined(ConsumerRecord<byte[], byte[]> source, String reason) {}
