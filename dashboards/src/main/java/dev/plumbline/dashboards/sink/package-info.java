/**
 * Topics to Postgres. {@link dev.plumbline.dashboards.sink.Sink} is the thread; a {@code
 * SinkSession} is one uninterrupted stretch of its work on one connection; each poll becomes one
 * transaction that holds the rows, what could not be read, and the offsets.
 */
@NullMarked
package dev.plumbline.dashboards.sink;

import org.jspecify.annotations.NullMarked;
