package dev.plumbline.ingest.git;

import dev.plumbline.ingest.collection.CollectionRequest;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.ingest.collection.LatestRecords;
import dev.plumbline.ingest.collection.RepositoryRecords;
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
  private final RepositoryRecords records;

  OrganisationRecord(LatestRecords latest, EventSink sink, RepositoryRecords records) {
    this.latest = latest;
    this.sink = sink;
    this.records = records;
  }

  /** Adds to the record what it does not say yet; takes nothing away. */
  void include(CollectionRequest request) {
    records.changeAndTell(() -> add(request));
  }

  private boolean add(CollectionRequest request) {
    CanonicalRepository key =
        CanonicalRepository.newBuilder().setRepository(request.repository()).build();
    Repository known =
        latest.find(Topics.ORGANISATION_REPOSITORIES, key).orElseGet(() -> unknown(request));
    Repository wanted =
        Repository.newBuilder(known)
            .setAliases(with(known.getAliases(), aliases(request)))
            .setServices(withService(known.getServices(), service(request)))
            .build();
    boolean isNew = !wanted.equals(known);
    if (isNew) {
      sink.send(Topics.ORGANISATION_REPOSITORIES, key, wanted);
      sink.flush();
    }
    return isNew;
  }

  /** The organisation file may have given paths to the service. */
  private static List<RepositoryService> withService(
      List<RepositoryService> known, RepositoryService wanted) {
    boolean isKnown =
        known.stream()
            .anyMatch(
                service ->
                    service.getService().equals(wanted.getService())
                        && service.getEnvironment().equals(wanted.getEnvironment()));
    return isKnown ? known : with(known, List.of(wanted));
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
