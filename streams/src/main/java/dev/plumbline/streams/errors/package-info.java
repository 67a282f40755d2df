/**
 * What happens to records that cannot be used: they go to the dead-letter topic with their reason
 * and the rest goes on. A registry that cannot be reached is no fault of a record, and a failure
 * nobody foresaw stops the application with its cause.
 */
@NullMarked
package dev.plumbline.streams.errors;

import org.jspecify.annotations.NullMarked;
