/** Metrics: one value per scope and period. Generated from {@code metrics.avdl}. */
@NullUnmarked
package dev.plumbline.metric;

import org.jspecify.annotations.NullUnmarked;
