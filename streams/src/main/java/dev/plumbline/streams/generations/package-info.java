/**
 * Which generations of each family run. {@link dev.plumbline.streams.generations.Replays} looks
 * again and again at what streams and dashboards have told each other, and brings what runs into
 * line with it, so that a start after a crash and a request for a replay are one and the same.
 */
@NullMarked
package dev.plumbline.streams.generations;

import org.jspecify.annotations.NullMarked;
