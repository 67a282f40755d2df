package dev.plumbline.ingest.git;

import dev.plumbline.ingest.collection.CollectionRequest;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.ingest.collection.LatestRecords;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.organisation.RepositoryService;
import dev.plumbline.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tells the organisation of the repository, its name here and its service, before its events. */
final class OrganisationRecord {

  /** The source that the front door has without any configuration. */
  private static final String GITHUB = "github";

  private final LatestRecords latest;
  private final EventSink sink;

  OrganisationRecord(LatestRecords latest, EventSink sink) {
    this.latest = latest;
    this.sink = sink;
  }

  /** Adds to the record what it does not say yet; takes nothing away. */
  void include(CollectionRequest request) {
    CanonicalRepository key =
        CanonicalRepository.newBuilder().setRepository(request.repository()).build();
    Repository known =
        latest.find(Topics.ORGANISATION_REPOSITORIES, key).orElseGet(() -> unknown(request));
    Repository wanted =
        Repository.newBuilder(known)
            .setAliases(with(known.getAliases(), aliases(request)))
            .setServices(with(known.getServices(), List.of(service(request))))
            .build();
    if (!wanted.equals(known)) {
      sink.send(Topics.ORGANISATION_REPOSITORIES, key, wanted);
      sink.flush();
    }
  }

  private static Repository unknown(CollectionRequest request) {
    return Repository.newBuilder().setRepository(request.repository()).build();
  }

  /** GitHub's webhooks speak of the repository by the same name, unless somebody says otherwise. */
  private static List<RepositoryAlias> aliases(CollectionRequest request) {
    List<RepositoryAlias> aliases = new ArrayList<>();
    aliases.add(new RepositoryAlias(GitCollector.SOURCE, request.repository()));
    aliases.add(new RepositoryAlias(GITHUB, request.repository()));
    request
        .alsoKnownAs()
        .forEach(name -> aliases.add(new RepositoryAlias(name.source(), name.name())));
    return aliases;
  }

  private static RepositoryService service(CollectionRequest request) {
    return RepositoryService.newBuilder()
        .setService(request.service())
        .setEnvironment(request.environment())
        .build();
  }

  private static <T> List<T> with(List<T> known, List<T> wanted) {
    return Stream.concat(known.stream(), wanted.stream()).distinct().toList();
  }
}
