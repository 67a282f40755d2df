/** How the topologies of all families are built. */
@NullMarked
package dev.plumbline.streams.topology;

import org.jspecify.annotations.NullMarked;
