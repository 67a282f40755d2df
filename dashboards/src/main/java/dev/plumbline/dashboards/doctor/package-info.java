/** What is missing for the figures to be true, told from counts. Pure functions. */
@NullMarked
package dev.plumbline.dashboards.doctor;

import org.jspecify.annotations.NullMarked;
