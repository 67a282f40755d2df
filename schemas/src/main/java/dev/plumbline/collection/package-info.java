/** Where collectors stand. Generated from {@code collection.avdl}. */
@NullUnmarked
package dev.plumbline.collection;

import org.jspecify.annotations.NullUnmarked;
