package dev.plumbline.ingest.source;

import java.nio.file.Path;
import java.util.List;

/**
 * All sources as they are configured.
 *
 * @param folder of the files with secrets, one for each source and named by it
 * @param sources at most one of each id
 * @param areSecretsMade whether a file that is missing is made; only for sources that nobody
 *     configured, since a missing file of a configured one is a mistake
 */
public record SourcesConfig(Path folder, List<SourceConfig> sources, boolean areSecretsMade) {

  public SourcesConfig {
    sources = List.copyOf(sources);
    long different = sources.stream().map(SourceConfig::id).distinct().count();
    if (different < sources.size()) {
      throw new IllegalArgumentException("Expected every source once, got one twice");
    }
  }

  /** What there is when nothing is configured: one source of each kind, secrets made once. */
  public static SourcesConfig byDefault(Path data) {
    return new SourcesConfig(
        data.resolve("secrets"),
        List.of(
            SourceConfig.ofFile("github", SourceKind.GITHUB),
            SourceConfig.ofFile("jira", SourceKind.JIRA),
            SourceConfig.ofFile("pagerduty", SourceKind.PAGERDUTY),
            SourceConfig.ofFile("incidents", SourceKind.INCIDENTS)),
        true);
  }
}
