/** How every service reads its configuration: from environment variables with its own prefix. */
@NullMarked
package dev.plumbline.configuration;

import org.jspecify.annotations.NullMarked;
