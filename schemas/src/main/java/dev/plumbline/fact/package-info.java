/** Facts: one row per subject, computed from events. Generated from {@code facts.avdl}. */
@NullUnmarked
package dev.plumbline.fact;

import org.jspecify.annotations.NullUnmarked;
