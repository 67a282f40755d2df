/**
 * Benchmarks. Each prints what it measured beside a bare measurement of the same run, because rates
 * of one machine say little on another and ratios do.
 */
@NullMarked
package dev.plumbline.bench;

import org.jspecify.annotations.NullMarked;
