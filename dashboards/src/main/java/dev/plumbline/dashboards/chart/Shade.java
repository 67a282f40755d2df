package dev.plumbline.dashboards.chart;

/**
 * A stretch of time, drawn behind everything else.
 *
 * @param from periods from the start of the axis, with the fraction of the period it begins in
 * @param to likewise; may lie beyond the axis, as {@code from} may
 * @param label what it is, cut where there is no room
 * @param sentence the same in full
 */
public record Shade(double from, double to, String label, String sentence) {}
