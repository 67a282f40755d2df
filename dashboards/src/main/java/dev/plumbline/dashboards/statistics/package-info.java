/** Estimators over durations of which some are not over yet. Pure functions. */
@NullMarked
package dev.plumbline.dashboards.statistics;

import org.jspecify.annotations.NullMarked;
