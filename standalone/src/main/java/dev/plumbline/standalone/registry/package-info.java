/** The embedded schema registry, and the memory of what it once said. */
@NullMarked
package dev.plumbline.standalone.registry;

import org.jspecify.annotations.NullMarked;
