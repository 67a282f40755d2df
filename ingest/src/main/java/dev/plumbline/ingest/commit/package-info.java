/** What every source of commits reads in the same way, be it a repository or its host. */
@NullMarked
package dev.plumbline.ingest.commit;

import org.jspecify.annotations.NullMarked;
