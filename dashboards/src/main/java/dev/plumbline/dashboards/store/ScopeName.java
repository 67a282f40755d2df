package dev.plumbline.dashboards.store;

/**
 * A scope that has figures.
 *
 * @param kind service, team, queue or organisation
 * @param name as its source names it
 * @param delivery whether it has figures of delivery
 * @param opsDemand whether it has figures of the demand on ops teams
 */
public record ScopeName(String kind, String name, boolean delivery, boolean opsDemand) {}
