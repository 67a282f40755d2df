/** What Prometheus reads: its configuration, the alerts, and the expressions of dashboards. */
package dev.plumbline.dashboards.prometheus;
