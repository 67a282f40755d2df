/** The organisation file: what it says, what is wrong with it, and its way onto the topics. */
@NullMarked
package dev.plumbline.ingest.organisation;

import org.jspecify.annotations.NullMarked;
