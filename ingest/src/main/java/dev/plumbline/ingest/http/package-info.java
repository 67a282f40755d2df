/**
 * The HTTP side of ingest: webhooks up to the answer, health, collections with their progress as it
 * happens, and the quarantine.
 */
@NullMarked
package dev.plumbline.ingest.http;

import org.jspecify.annotations.NullMarked;
