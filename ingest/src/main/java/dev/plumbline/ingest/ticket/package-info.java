/** What every tracker's tickets say in the same way. */
@NullMarked
package dev.plumbline.ingest.ticket;

import org.jspecify.annotations.NullMarked;
