package dev.plumbline.streams.delivery.timeline;

/** A commit of a canonical repository as it concerns one environment of a service. */
record DeployedCommit(String environment, String repository, String sha) {}
