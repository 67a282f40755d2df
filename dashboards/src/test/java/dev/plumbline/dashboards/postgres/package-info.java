/** A real Postgres for tests, for root as well, and one that can be stopped and started again. */
package dev.plumbline.dashboards.postgres;
