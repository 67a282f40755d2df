/**
 * Whether a body was signed with a secret that we know. Nothing here reads a body, and nothing but
 * {@link java.security.MessageDigest#isEqual} compares what somebody could guess.
 */
@NullMarked
package dev.plumbline.ingest.signature;

import org.jspecify.annotations.NullMarked;
