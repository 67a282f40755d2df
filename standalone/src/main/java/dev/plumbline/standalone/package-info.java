/**
 * The embedded default: broker, registry and Postgres, each replaceable by an address, and the
 * three services on top, which are given addresses only. The command line is in {@code command}.
 */
@NullMarked
package dev.plumbline.standalone;

import org.jspecify.annotations.NullMarked;
