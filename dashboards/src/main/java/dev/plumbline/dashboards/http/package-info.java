/**
 * The read API. Parameters are checked before anything is asked; rows are written as Postgres hands
 * them out and no faster than the client takes them.
 */
@NullMarked
package dev.plumbline.dashboards.http;

import org.jspecify.annotations.NullMarked;
