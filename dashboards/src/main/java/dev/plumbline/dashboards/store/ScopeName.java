package dev.plumbline.dashboards.store;

/**
 * A scope that has figures.
 *
 * @param kind service, team, queue or organisation
 * @param name as its source names it
 */
public record ScopeName(String kind, String name) {}
