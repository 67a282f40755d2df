/**
 * The delivery family: from commits and deployments to change lead time and deployment frequency.
 * This package wires the stages; each stage's calculation is in a package of its own.
 */
@NullMarked
package dev.plumbline.streams.delivery;

import org.jspecify.annotations.NullMarked;
