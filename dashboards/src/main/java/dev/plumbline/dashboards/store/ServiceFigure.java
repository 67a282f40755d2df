package dev.plumbline.dashboards.store;

/** A figure of one service in one environment. */
public record ServiceFigure(String service, String environment, Figure figure) {}
