/**
 * Where organisations keep the same elsewhere: Backstage's catalog, and CODEOWNERS. Only read here;
 * what counts beside the organisation file is decided outside.
 */
@NullMarked
package dev.plumbline.ingest.organisation.catalog;

import org.jspecify.annotations.NullMarked;
