/**
 * Events: past facts as the outside world tells them, with the identifiers of their source.
 * Generated from {@code events.avdl}.
 */
@NullUnmarked
package dev.plumbline.event;

import org.jspecify.annotations.NullUnmarked;
