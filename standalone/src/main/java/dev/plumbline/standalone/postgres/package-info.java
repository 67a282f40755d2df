/**
 * The embedded Postgres: its programs from an archive on the class path, an unprivileged user to
 * run them as where this JVM runs as root, and the server itself.
 */
@NullMarked
package dev.plumbline.standalone.postgres;

import org.jspecify.annotations.NullMarked;
