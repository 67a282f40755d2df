/**
 * Ordered bytes, as the calculations see their state: keys that sort as their parts do, compact
 * values, and a store that is RocksDB in production and a sorted map in tests.
 */
@NullMarked
package dev.plumbline.streams.state;

import org.jspecify.annotations.NullMarked;
