package dev.plumbline.ingest.collection;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to collect.
 *
 * @param location absolute path or URL of the repository
 * @param repository name under which the source knows the repository
 * @param service service that is built from it
 * @param environment where the deployments went
 * @param deploymentsFromTags tags whose whole name matches are deployments; null for none
 * @param since earliest commit and deployment that counts; null for the whole history
 * @param alsoKnownAs further names of the repository, under which other sources send its events
 */
public record CollectionRequest(
    String location,
    String repository,
    String service,
    String environment,
    @Nullable Pattern deploymentsFromTags,
    @Nullable Instant since,
    List<NativeRepository> alsoKnownAs) {

  public CollectionRequest {
    alsoKnownAs = List.copyOf(alsoKnownAs);
  }

  /** Whether something of that time is asked for. */
  public boolean covers(Instant time) {
    return since == null || !time.isBefore(since);
  }
}
