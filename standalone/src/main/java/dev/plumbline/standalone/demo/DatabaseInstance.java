package dev.plumbline.standalone.demo;

import java.time.LocalDate;

/**
 * A database of a service in an environment.
 *
 * @param createdOn its first day
 * @param isDescribed whether it is described in code as one thing of its own
 */
record DatabaseInstance(
    String id,
    Service service,
    String environment,
    String engine,
    LocalDate createdOn,
    boolean isDescribed) {}
