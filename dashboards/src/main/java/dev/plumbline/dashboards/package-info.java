/**
 * From compacted topics to Postgres to HTTP: {@link dev.plumbline.dashboards.Dashboards} starts the
 * sink, which writes facts and metrics, and the read API, which answers from what it wrote. The two
 * meet in Postgres only, but for the question how far the sink has come.
 */
@NullMarked
package dev.plumbline.dashboards;

import org.jspecify.annotations.NullMarked;
