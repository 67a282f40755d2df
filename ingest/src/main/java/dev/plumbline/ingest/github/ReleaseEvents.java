package dev.plumbline.ingest.github;

import dev.plumbline.event.ReleaseObserved;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.payload.Field;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A release. */
final class ReleaseEvents implements EventKind {

  @Override
  public List<Event<?, ?>> read(Occurrence occurrence) {
    Field release = occurrence.body().at("release").requireObject();
    ReleaseObserved observed =
        ReleaseObserved.newBuilder()
            .setSource(occurrence.source())
            .setRepository(occurrence.repositoryName())
            .setRelease(release.at("id").requireId())
            .setVersion(version(release, occurrence.happenedAt()))
            .setTag(release.at("tag_name").text())
            .setDraft(release.at("draft").flag())
            .setPrerelease(release.at("prerelease").flag())
            .setCreatedAt(release.at("created_at").time())
            .setPublishedAt(release.at("published_at").time())
            .setWithdrawn(occurrence.isAction("deleted") ? (Boolean) true : null)
            .build();
    return List.of(Events.delivery(occurrence, observed));
  }

  /** Many servers give a release no clock of change, only those of its making and publication. */
  private static long version(Field release, @Nullable Instant happenedAt) {
    return Stream.of(
            release.at("updated_at").time(),
            release.at("published_at").time(),
            release.at("created_at").time(),
            happenedAt)
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElseThrow(() -> release.at("created_at").unexpected("a time"))
        .toEpochMilli();
  }
}
