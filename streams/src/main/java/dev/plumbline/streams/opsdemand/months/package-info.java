/** Tickets added up per scope and month, so that every one can be taken back. */
@NullMarked
package dev.plumbline.streams.opsdemand.months;

import org.jspecify.annotations.NullMarked;
