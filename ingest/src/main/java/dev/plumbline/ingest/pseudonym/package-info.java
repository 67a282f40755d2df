/**
 * People become pseudonyms here, before anything is written: a keyed digest of the e-mail address
 * or of the account at a host, under a key that stays in the data directory.
 */
@NullMarked
package dev.plumbline.ingest.pseudonym;

import org.jspecify.annotations.NullMarked;
