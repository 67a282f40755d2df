/** How the stream processors are watched: what is left to compute, and which of their meters. */
@NullMarked
package dev.plumbline.streams.operations;

import org.jspecify.annotations.NullMarked;
