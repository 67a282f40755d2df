/**
 * The HTTP side of ingest: health, and collections with their progress as it happens. Each kind of
 * collection is a {@link dev.plumbline.ingest.http.CollectionKind} with a path of its own.
 */
@NullMarked
package dev.plumbline.ingest.http;

import org.jspecify.annotations.NullMarked;
