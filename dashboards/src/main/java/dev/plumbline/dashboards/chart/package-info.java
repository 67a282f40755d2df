/**
 * Charts as SVG: {@link dev.plumbline.dashboards.chart.BarChart}, {@link
 * dev.plumbline.dashboards.chart.BandChart}, {@link dev.plumbline.dashboards.chart.LineChart} and
 * {@link dev.plumbline.dashboards.chart.Sparkline}; what they share is a {@link
 * dev.plumbline.dashboards.chart.Plot}. They hold geometry, words and class names; colours are the
 * style sheet's. The same input gives the same bytes.
 */
@NullMarked
package dev.plumbline.dashboards.chart;

import org.jspecify.annotations.NullMarked;
