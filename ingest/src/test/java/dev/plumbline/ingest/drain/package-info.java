/** The drain with Kafka replaced by memory. */
package dev.plumbline.ingest.drain;
