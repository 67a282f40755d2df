/** Which generations of a family there are. Generated from {@code generations.avdl}. */
@NullUnmarked
package dev.plumbline.generation;

import org.jspecify.annotations.NullUnmarked;
