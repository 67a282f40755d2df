/**
 * Avro in Confluent's wire format: serdes for the topics of the contract and the explicit step that
 * registers their schemas. A schema is registered under its own full name, so that one topic can
 * carry several kinds of event and one kind keeps one history.
 */
@NullMarked
package dev.plumbline.serde;

import org.jspecify.annotations.NullMarked;
