/**
 * Incidents, merged from everything that was observed of each: those that sources call so, and the
 * tickets that are incidents by the organisation's rules. Each is addressed to its service; which
 * deployment caused it, the service's timeline tells.
 */
@NullMarked
package dev.plumbline.streams.delivery.incidents;

import org.jspecify.annotations.NullMarked;
