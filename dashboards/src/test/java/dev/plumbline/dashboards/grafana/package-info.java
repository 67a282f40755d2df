/**
 * The dashboards as Grafana would show them: {@link dev.plumbline.dashboards.grafana.DashboardFile}
 * reads their files, {@link dev.plumbline.dashboards.grafana.Interpolation} does what the browser
 * does with a query and {@link dev.plumbline.dashboards.grafana.Macros} what the PostgreSQL
 * datasource does.
 */
package dev.plumbline.dashboards.grafana;
