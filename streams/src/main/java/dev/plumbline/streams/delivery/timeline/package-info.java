/**
 * The timeline of a service and environment: its deployments, merged from everything that was
 * observed of each, in the order of their finish. The timeline says which deployment is the first,
 * tells the commit graph of every successful one, and keeps the row of each.
 */
@NullMarked
package dev.plumbline.streams.delivery.timeline;

import org.jspecify.annotations.NullMarked;
