/**
 * How measured figures compare with what DORA published: scores of its Quick Check, and levels of
 * its yearly reports. Pure functions.
 */
@NullMarked
package dev.plumbline.dashboards.levels;

import org.jspecify.annotations.NullMarked;
