/** Queues with their owners by date, and the tickets in them that want to know whose they are. */
@NullMarked
package dev.plumbline.streams.opsdemand.queues;

import org.jspecify.annotations.NullMarked;
