package dev.plumbline.dashboards.chart;

/**
 * Something that happened at a time, drawn as a point. Points of one period stand on top of each
 * other, so that their height on the axis counts them.
 *
 * @param position periods from the start of the axis, with the fraction of the period it fell in
 * @param count how many it stands for
 * @param sentence what it says
 */
public record Point(double position, long count, String sentence) {}
