/**
 * The timelines of a service, one per environment: its deployments, merged from everything that was
 * observed of each, in the order of their finish. They tell the commit graph of every successful
 * deployment, and from them and the service's incidents follow the verdicts: which deployments
 * failed and why, which were not planned, and when each failure was over.
 *
 * <p>{@code Judgement} is the calculation, a function of a {@code ServiceHistory} alone; {@code
 * Timeline} keeps what histories are made of and writes what changed.
 */
@NullMarked
package dev.plumbline.streams.delivery.timeline;

import org.jspecify.annotations.NullMarked;
