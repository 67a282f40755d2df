/** The HTTP side of ingest: health, and collections with their progress as it happens. */
@NullMarked
package dev.plumbline.ingest.http;

import org.jspecify.annotations.NullMarked;
