/**
 * Everything observed of a ticket is merged, field by field and free of order, into the ticket's
 * fact. Whose the ticket is, its queue answers; from the fact follows what it adds to which month.
 */
@NullMarked
package dev.plumbline.streams.opsdemand.tickets;

import org.jspecify.annotations.NullMarked;
