/**
 * What passes between the stages of the ops-demand family; private to it. Generated from {@code
 * opsdemand.avdl}.
 */
@NullUnmarked
package dev.plumbline.opsdemand;

import org.jspecify.annotations.NullUnmarked;
