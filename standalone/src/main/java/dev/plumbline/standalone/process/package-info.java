/**
 * Processes beside this JVM. A child must not outlive its parent: a {@link
 * dev.plumbline.standalone.process.Watchdog} stops it when the JVM dies, and what still got away is
 * recognised at the next start by its {@link dev.plumbline.standalone.process.ProcessMark}.
 */
@NullMarked
package dev.plumbline.standalone.process;

import org.jspecify.annotations.NullMarked;
