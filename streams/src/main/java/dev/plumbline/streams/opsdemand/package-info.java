/**
 * The ops-demand family: from tickets to what queues, teams and the organisation receive per month.
 * This package wires the stages; each stage's calculation is in a package of its own.
 */
@NullMarked
package dev.plumbline.streams.opsdemand;

import org.jspecify.annotations.NullMarked;
