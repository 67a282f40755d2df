/**
 * The HTTP side of ingest: webhooks up to the answer, health, collections with their progress as it
 * happens, and the quarantine. Each kind of collection is a {@link
 * dev.plumbline.ingest.http.CollectionKind} with a path of its own.
 */
@NullMarked
package dev.plumbline.ingest.http;

import org.jspecify.annotations.NullMarked;
