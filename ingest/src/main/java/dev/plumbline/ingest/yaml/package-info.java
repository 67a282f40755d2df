/** YAML that people write: nodes that know their line, and sections that note what is wrong. */
@NullMarked
package dev.plumbline.ingest.yaml;

import org.jspecify.annotations.NullMarked;
