package dev.plumbline.dashboards.chart;

/**
 * Something that happened, drawn as a vertical line.
 *
 * @param position periods from the start of the axis, with the fraction of the period it fell in
 * @param label what happened
 */
public record Marker(double position, String label) {}
