/**
 * Foreign JSON, read with care: {@code StrictJson} is the one place where limits are set, {@code
 * Field} gives typed access and knows its path, so that what does not fit can be named without
 * repeating any of it.
 */
@NullMarked
package dev.plumbline.ingest.payload;

import org.jspecify.annotations.NullMarked;
