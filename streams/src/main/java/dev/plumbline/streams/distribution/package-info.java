/**
 * Exact distributions that can take back what was added: counts per value, found through counts per
 * logarithmic bucket, so that any percentile reads a handful of entries at any size.
 */
@NullMarked
package dev.plumbline.streams.distribution;

import org.jspecify.annotations.NullMarked;
