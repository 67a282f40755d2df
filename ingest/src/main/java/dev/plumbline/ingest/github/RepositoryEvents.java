package dev.plumbline.ingest.github;

import dev.plumbline.event.RepositoryObserved;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.payload.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A repository was created, renamed, transferred, archived or deleted. */
final class RepositoryEvents implements EventKind {

  @Override
  public List<Event<?, ?>> read(Occurrence occurrence) {
    Field repository = occurrence.repository().requireObject();
    RepositoryObserved observed =
        RepositoryObserved.newBuilder()
            .setSource(occurrence.source())
            .setRepository(occurrence.repositoryName())
            .setNativeId(repository.at("id").id())
            .setVersion(occurrence.version(repository.at("updated_at")))
            .setRenamedFrom(renamedFrom(occurrence))
            .setArchived(repository.at("archived").flag())
            .setCreatedAt(repository.at("created_at").time())
            .setWithdrawn(occurrence.isAction("deleted") ? (Boolean) true : null)
            .build();
    return List.of(Events.git(occurrence, observed));
  }

  /** Either part of owner/name may be a new one. */
  private static @Nullable String renamedFrom(Occurrence occurrence) {
    Field changes = occurrence.body().at("changes");
    String name = changes.at("repository").at("name").at("from").text();
    if (occurrence.isAction("renamed") && name != null) {
      return occurrence.owner() + "/" + name;
    }
    String owner = ownerBefore(changes.at("owner").at("from"));
    if (occurrence.isAction("transferred") && owner != null) {
      return owner + occurrence.repositoryName().substring(occurrence.owner().length());
    }
    return null;
  }

  private static @Nullable String ownerBefore(Field from) {
    String user = from.at("user").at("login").text();
    return user == null ? from.at("organization").at("login").text() : user;
  }
}
