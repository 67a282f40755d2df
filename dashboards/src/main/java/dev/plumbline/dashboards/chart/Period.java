package dev.plumbline.dashboards.chart;

/**
 * A period on the horizontal axis.
 *
 * @param tick its name on the axis
 * @param name its name in words
 * @param isPartial whether it has not ended, so that its figures still grow
 */
public record Period(String tick, String name, boolean isPartial) {}
