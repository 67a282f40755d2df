/** What all calculations of the delivery family speak of, and how they merge what was observed. */
@NullMarked
package dev.plumbline.streams.delivery.terms;

import org.jspecify.annotations.NullMarked;
