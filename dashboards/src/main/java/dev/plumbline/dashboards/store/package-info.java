/**
 * The tables and what is asked of them. Migrations own the schema {@code plumbline}; readers see
 * its views only, and so does the read API itself.
 */
@NullMarked
package dev.plumbline.dashboards.store;

import org.jspecify.annotations.NullMarked;
