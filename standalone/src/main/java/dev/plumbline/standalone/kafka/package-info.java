/** The embedded broker. */
@NullMarked
package dev.plumbline.standalone.kafka;

import org.jspecify.annotations.NullMarked;
