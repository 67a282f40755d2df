/**
 * What the stages of every family have in common: how a calculation is run by Kafka Streams, and
 * how much of its work is left.
 */
@NullMarked
package dev.plumbline.streams.stage;

import org.jspecify.annotations.NullMarked;
