/**
 * What must be there before the services start: topics and schemas. Whoever runs the services one
 * by one runs {@link dev.plumbline.setup.SetupMain} before them, once for each version.
 */
@NullMarked
package dev.plumbline.setup;

import org.jspecify.annotations.NullMarked;
