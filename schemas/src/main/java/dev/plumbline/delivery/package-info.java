/**
 * What passes between the stages of the delivery family; private to it. Generated from {@code
 * delivery.avdl}.
 */
@NullUnmarked
package dev.plumbline.delivery;

import org.jspecify.annotations.NullUnmarked;
