/**
 * The delivery family once more, part by part as docs/metrics.md tells it: what was observed is
 * merged, then commits are carried, deployments judged, and all that added up.
 */
package dev.plumbline.oracle.delivery;
