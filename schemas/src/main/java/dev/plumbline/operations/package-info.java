/**
 * How a service is run as a process of its own and watched: metrics and health on a listener beside
 * its own.
 */
@NullMarked
package dev.plumbline.operations;

import org.jspecify.annotations.NullMarked;
