/** The page in a real browser, on a real Postgres. */
package dev.plumbline.dashboards.page;
