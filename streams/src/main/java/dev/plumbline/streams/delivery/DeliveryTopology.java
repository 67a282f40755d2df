package dev.plumbline.streams.delivery;

import dev.plumbline.delivery.ScopeEnvironment;
import dev.plumbline.delivery.SourceKey;
import dev.plumbline.event.PersonKey;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.fact.IncidentFactKey;
import dev.plumbline.fact.PullRequestKey;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.streams.stage.StageProgress;
import dev.plumbline.streams.topology.FamilyTopology;
import dev.plumbline.streams.topology.Topologies;
import dev.plumbline.topic.Topics;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * The delivery family, from events to facts and metrics.
 *
 * <pre>
 *   organisation.repositories --> claim names --(claims-by-source)--+
 *   events.git --(renamings-by-source)------------------------------+--> tell names
 *        names --(mappings-by-name)---------+
 *   organisation.settings ------------------+
 *   events.git, events.delivery ------------+--> resolve
 *        pull requests --(commits-by-repository)--> merge pull requests --> facts.pull-requests
 *                              |           +--(pull-requests-by-account)--> count accounts
 *                              |                organisation.people ---------^    +--> facts.accounts
 *                              +--> graph (merged ones, without a hop)
 *        commits     --(commits-by-repository)------+
 *        deployments --(deployments-by-service)-----|---> timeline --> facts.deployments
 *   events.incidents, events.tickets                |        |   |
 *        incidents   --(deployments-by-service)-----|--------+   +---> facts.incidents
 *   organisation.repositories ----------------------+        |
 *        successes, questions <-(successes-by-repository)----+
 *                                                   v
 *                                                 graph --> facts.changes
 *        sums, words --(carried-by-service)--> cells --> metrics.dora
 *                    organisation.services -----^  |
 *        differences of days <---(days-by-scope)---+--> scopes --> metrics.dora
 * </pre>
 *
 * <p>Every arrow with a name is a repartition topic: three hops from an event to a metric of a
 * service, four to one of a team or the organisation. The cells share the timeline's store.
 * organisation.settings goes to every stage that follows the organisation's rules.
 */
public final class DeliveryTopology extends FamilyTopology {

  private final StageProgress progress;

  /** The topology of the first generation with its state in RocksDB. */
  public DeliveryTopology(AvroSerdes serdes, StageProgress progress) {
    this(serdes, progress, 1);
  }

  /** The topology with its state in RocksDB; it writes the topics of the generation. */
  public DeliveryTopology(AvroSerdes serdes, StageProgress progress, int generation) {
    this(serdes, progress, generation, Stores::persistentKeyValueStore);
  }

  DeliveryTopology(
      AvroSerdes serdes,
      StageProgress progress,
      int generation,
      Function<String, KeyValueBytesStoreSupplier> stores) {
    super(serdes, generation, stores);
    this.progress = progress;
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = Topologies.builder();
    addStores(
        builder,
        List.of(
            AddressingProcessor.STORE,
            NameProcessor.STORE,
            ResolutionProcessor.STORE,
            TimelineProcessor.STORE,
            GraphProcessor.STORE,
            PullRequestProcessor.STORE,
            IncidentProcessor.STORE,
            AccountProcessor.STORE,
            ScopeProcessor.STORE));

    KStream<CanonicalRepository, SpecificRecord> repositories =
        ingest(builder, Topics.ORGANISATION_REPOSITORIES);
    KStream<SpecificRecord, SpecificRecord> settings =
        anyKey(ingest(builder, Topics.ORGANISATION_SETTINGS));
    KStream<RepositoryKey, SpecificRecord> git = ingest(builder, Topics.EVENTS_GIT);
    KStream<SpecificRecord, SpecificRecord> resolved =
        resolve(builder, git, names(git, repositories), settings);
    KStream<SpecificRecord, SpecificRecord> timeline =
        orderDeployments(resolved, addressIncidents(builder, settings), settings);
    KStream<CanonicalRepository, SpecificRecord> byRepository =
        repartition(resolved, CanonicalRepository.class, "commits-by-repository");
    KStream<SpecificRecord, SpecificRecord> pullRequests = mergePullRequests(byRepository);
    KStream<SpecificRecord, SpecificRecord> graph =
        labelCommits(byRepository, pullRequests, timeline, repositories);
    KStream<SpecificRecord, SpecificRecord> cells = addUpCells(builder, graph, settings);
    KStream<SpecificRecord, SpecificRecord> scopes = addUpScopes(cells);

    egress(graph, ChangeKey.class, Topics.FACTS_CHANGES);
    egress(timeline, DeploymentKey.class, Topics.FACTS_DEPLOYMENTS);
    egress(timeline, IncidentFactKey.class, Topics.FACTS_INCIDENTS);
    egress(pullRequests, PullRequestKey.class, Topics.FACTS_PULL_REQUESTS);
    egress(countAccounts(builder, pullRequests), PersonKey.class, Topics.FACTS_ACCOUNTS);
    egress(cells, MetricKey.class, Topics.METRICS_DORA);
    // A sink of its own: one for both would make one part of two that can run apart.
    egress(scopes, MetricKey.class, Topics.METRICS_DORA, "scopes");
    return builder.build();
  }

  private KStream<RepositoryKey, SpecificRecord> names(
      KStream<RepositoryKey, SpecificRecord> git,
      KStream<CanonicalRepository, SpecificRecord> repositories) {
    KStream<SpecificRecord, SpecificRecord> claims =
        repositories.process(
            () -> new AddressingProcessor(progress),
            Named.as("claim-names"),
            AddressingProcessor.STORE);
    KStream<SpecificRecord, SpecificRecord> renamings =
        git.filter(NameProcessor::takes, Named.as("take-renamings"))
            .map((key, value) -> NameProcessor.addressed(value), Named.as("address-renamings"));
    KStream<SpecificRecord, SpecificRecord> names =
        repartition(claims, SourceKey.class, "claims-by-source")
            .merge(
                repartition(renamings, SourceKey.class, "renamings-by-source"),
                Named.as("merge-renamings"))
            .process(
                () -> new NameProcessor(progress), Named.as("tell-names"), NameProcessor.STORE);
    return repartition(names, RepositoryKey.class, "mappings-by-name");
  }

  private KStream<SpecificRecord, SpecificRecord> resolve(
      StreamsBuilder builder,
      KStream<RepositoryKey, SpecificRecord> git,
      KStream<RepositoryKey, SpecificRecord> mappings,
      KStream<SpecificRecord, SpecificRecord> settings) {
    KStream<RepositoryKey, SpecificRecord> events =
        git.merge(ingest(builder, Topics.EVENTS_DELIVERY), Named.as("merge-events"))
            .merge(mappings, Named.as("merge-mappings"));
    return anyKey(events)
        .merge(settings, Named.as("merge-settings"))
        .process(
            () -> new ResolutionProcessor(progress),
            Named.as("resolve"),
            ResolutionProcessor.STORE);
  }

  private KStream<SpecificRecord, SpecificRecord> addressIncidents(
      StreamsBuilder builder, KStream<SpecificRecord, SpecificRecord> settings) {
    return anyKey(ingest(builder, Topics.EVENTS_INCIDENTS))
        .merge(anyKey(ingest(builder, Topics.EVENTS_TICKETS)), Named.as("merge-tickets"))
        .merge(settings, Named.as("merge-rules-of-incidents"))
        .process(
            () -> new IncidentProcessor(progress),
            Named.as("address-incidents"),
            IncidentProcessor.STORE);
  }

  private KStream<SpecificRecord, SpecificRecord> orderDeployments(
      KStream<SpecificRecord, SpecificRecord> resolved,
      KStream<SpecificRecord, SpecificRecord> incidents,
      KStream<SpecificRecord, SpecificRecord> settings) {
    KStream<SpecificRecord, SpecificRecord> addressed =
        resolved.merge(incidents, Named.as("merge-incidents"));
    return anyKey(repartition(addressed, ServiceKey.class, "deployments-by-service"))
        .merge(settings, Named.as("merge-rules-of-timelines"))
        .process(
            () -> new TimelineProcessor(progress),
            Named.as("order-deployments"),
            TimelineProcessor.STORE);
  }

  @SuppressWarnings("unchecked") // filtered by class
  private KStream<SpecificRecord, SpecificRecord> labelCommits(
      KStream<CanonicalRepository, SpecificRecord> byRepository,
      KStream<SpecificRecord, SpecificRecord> pullRequests,
      KStream<SpecificRecord, SpecificRecord> timeline,
      KStream<CanonicalRepository, SpecificRecord> repositories) {
    KStream<CanonicalRepository, SpecificRecord> successes =
        repartition(timeline, CanonicalRepository.class, "successes-by-repository");
    // They stay with the repository that they are keyed by already.
    KStream<CanonicalRepository, SpecificRecord> merged =
        (KStream<CanonicalRepository, SpecificRecord>)
            (KStream<?, SpecificRecord>)
                pullRequests.filter(
                    (key, value) -> key instanceof CanonicalRepository, Named.as("take-merged"));
    return byRepository
        .filterNot((key, value) -> PullRequestProcessor.takes(value), Named.as("take-commits"))
        .merge(merged, Named.as("merge-merged"))
        .merge(successes, Named.as("merge-successes"))
        .merge(repositories, Named.as("merge-repositories"))
        .process(
            () -> new GraphProcessor(progress), Named.as("label-commits"), GraphProcessor.STORE);
  }

  private KStream<SpecificRecord, SpecificRecord> mergePullRequests(
      KStream<CanonicalRepository, SpecificRecord> byRepository) {
    return byRepository
        .filter((key, value) -> PullRequestProcessor.takes(value), Named.as("take-pull-requests"))
        .process(
            () -> new PullRequestProcessor(progress),
            Named.as("merge-pull-requests"),
            PullRequestProcessor.STORE);
  }

  private KStream<SpecificRecord, SpecificRecord> countAccounts(
      StreamsBuilder builder, KStream<SpecificRecord, SpecificRecord> pullRequests) {
    return repartition(pullRequests, PersonKey.class, "pull-requests-by-account")
        .merge(ingest(builder, Topics.ORGANISATION_PEOPLE), Named.as("merge-people"))
        .process(
            () -> new AccountProcessor(progress),
            Named.as("count-accounts"),
            AccountProcessor.STORE);
  }

  private KStream<SpecificRecord, SpecificRecord> addUpCells(
      StreamsBuilder builder,
      KStream<SpecificRecord, SpecificRecord> graph,
      KStream<SpecificRecord, SpecificRecord> settings) {
    return anyKey(repartition(graph, ServiceKey.class, "carried-by-service"))
        .merge(anyKey(ingest(builder, Topics.ORGANISATION_SERVICES)), Named.as("merge-services"))
        .merge(settings, Named.as("merge-rules-of-days"))
        .process(
            () -> new CellsProcessor(progress), Named.as("add-up-cells"), TimelineProcessor.STORE);
  }

  private KStream<SpecificRecord, SpecificRecord> addUpScopes(
      KStream<SpecificRecord, SpecificRecord> days) {
    return repartition(days, ScopeEnvironment.class, "days-by-scope")
        .process(
            () -> new ScopeProcessor(progress), Named.as("add-up-scopes"), ScopeProcessor.STORE);
  }
}
