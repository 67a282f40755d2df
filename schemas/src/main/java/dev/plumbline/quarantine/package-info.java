/** Deliveries that could not be used. Generated from {@code quarantine.avdl}. */
@NullUnmarked
package dev.plumbline.quarantine;

import org.jspecify.annotations.NullUnmarked;
