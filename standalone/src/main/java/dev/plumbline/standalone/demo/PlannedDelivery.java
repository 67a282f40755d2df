package dev.plumbline.standalone.demo;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * A delivery to come. Its body is made when it is sent, for all of them would not fit in memory.
 *
 * @param id what it says, of which subject; a redelivery has another id and the same body
 * @param sentAt its place in the order of sending
 * @param isUnusable whether no mapper can make anything of it, on purpose
 */
record PlannedDelivery(
    String id, Instant sentAt, boolean isUnusable, Supplier<DemoDelivery> content) {}
