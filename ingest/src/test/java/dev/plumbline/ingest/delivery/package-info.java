/** What tests of mappers share: deliveries of fixtures, and events to compare. */
package dev.plumbline.ingest.delivery;
