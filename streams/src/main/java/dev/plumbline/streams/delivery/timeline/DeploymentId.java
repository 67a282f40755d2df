package dev.plumbline.streams.delivery.timeline;

/** A deployment among those of its service. */
record DeploymentId(String environment, String deployment) {}
