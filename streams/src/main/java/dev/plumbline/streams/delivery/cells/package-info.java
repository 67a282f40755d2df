/**
 * Cells: what the changes of a deployment add up to, and from there the metrics of a service and
 * environment by day, ISO week and month. Only sums travel to this place, never whole rows, and a
 * deployment that moves in the timeline takes its cell along.
 */
@NullMarked
package dev.plumbline.streams.delivery.cells;

import org.jspecify.annotations.NullMarked;
