/**
 * How the stream processors are watched: metrics, health and what is left to compute, on a listener
 * of their own.
 */
@NullMarked
package dev.plumbline.streams.operations;

import org.jspecify.annotations.NullMarked;
