package dev.plumbline.bench;

import dev.plumbline.delivery.ScopeEnvironment;
import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.PersonKey;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.fact.PullRequestKey;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.streams.topology.Topologies;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The bare measurement of a replay: the delivery family's hops and stores, with the same records on
 * the way, and nothing in them but a count per entity. Every event takes the hops that its effect
 * takes in the family: a deployment four, for its day goes on to scopes; a commit two, for behind
 * them it is in the day of its deployment; an incident two, to its service and to scopes; a pull
 * request two, to its repository and its author's account; a review one. Where sums travel free, a
 * commit ends at its row after one hop, as if adding up what deployments carry cost nothing.
 */
final class CountingTopology {

  private static final long DAY_IN_MILLISECONDS = 86_400_000;
  private static final SpecificRecord METRIC =
      MetricValue.newBuilder().setDefinition("deployment-frequency/days@1").setN(1).build();

  private final Serde<SpecificRecord> keys;
  private final Serde<SpecificRecord> values;

  private final boolean sumsTravelFree;

  CountingTopology(AvroSerdes serdes, boolean sumsTravelFree) {
    this.sumsTravelFree = sumsTravelFree;
    keys = serdes.key(SpecificRecord.class);
    values = serdes.value(SpecificRecord.class);
  }

  Topology get() {
    StreamsBuilder builder = Topologies.builder();
    KStream<SpecificRecord, SpecificRecord> events =
        source(builder, Topics.EVENTS_GIT, "git")
            .merge(source(builder, Topics.EVENTS_DELIVERY, "delivery"), Named.as("merge-events"));
    KStream<SpecificRecord, SpecificRecord> resolved = counted(builder, events, "resolved");
    KStream<SpecificRecord, SpecificRecord> incidents =
        counted(builder, source(builder, Topics.EVENTS_INCIDENTS, "incidents"), "incidents");
    KStream<SpecificRecord, SpecificRecord> byRepository =
        hop(
            resolved.filterNot((key, value) -> isDeployment(value), Named.as("of-repositories")),
            "by-repository",
            CountingTopology::byRepository);
    KStream<SpecificRecord, SpecificRecord> deployments =
        hop(
            resolved.filter((key, value) -> isDeployment(value), Named.as("deployments")),
            "by-service",
            CountingTopology::byService);
    KStream<SpecificRecord, SpecificRecord> timeline =
        counted(
            builder,
            deployments.merge(
                hop(incidents, "incidents-by-service", CountingTopology::byService),
                Named.as("merge-incidents")),
            "timeline");
    countPullRequests(builder, byRepository);
    KStream<SpecificRecord, SpecificRecord> graph = graph(builder, byRepository, timeline);
    KStream<SpecificRecord, SpecificRecord> cells =
        counted(
            builder,
            hop(
                graph.filter(
                    (key, value) -> isDeployment(value) || !sumsTravelFree, Named.as("carried")),
                "carried-by-service",
                CountingTopology::byService),
            "cells");
    cells
        .filter((key, value) -> isDeployment(value), Named.as("deployments-of-cells"))
        .map(
            (key, value) ->
                KeyValue.<SpecificRecord, SpecificRecord>pair(
                    new DeploymentKey("shop", "production", entity(value)), value),
            Named.as("to-deployment"))
        .to(
            Topics.FACTS_DEPLOYMENTS.name(),
            Produced.with(keys, values).withName("egress-deployments"));
    countScopes(
        builder,
        cells
            .filter((key, value) -> isDeployment(value), Named.as("days"))
            .merge(
                timeline.filter(
                    (key, value) -> value instanceof IncidentObserved, Named.as("failures")),
                Named.as("merge-failures")));
    return builder.build();
  }

  private KStream<SpecificRecord, SpecificRecord> source(
      StreamsBuilder builder, Topic<?, ?> topic, String name) {
    return builder.stream(topic.name(), Consumed.with(keys, values).withName("ingest-" + name));
  }

  private KStream<SpecificRecord, SpecificRecord> graph(
      StreamsBuilder builder,
      KStream<SpecificRecord, SpecificRecord> byRepository,
      KStream<SpecificRecord, SpecificRecord> timeline) {
    KStream<SpecificRecord, SpecificRecord> successes =
        hop(
            timeline.filter((key, value) -> isDeployment(value), Named.as("finished")),
            "successes",
            CountingTopology::byRepository);
    KStream<SpecificRecord, SpecificRecord> graph =
        counted(
            builder,
            byRepository
                .filter((key, value) -> value instanceof CommitObserved, Named.as("commits"))
                .merge(successes, Named.as("merge-successes")),
            "graph");
    graph
        .filter((key, value) -> value instanceof CommitObserved, Named.as("rows"))
        .map((key, value) -> row((CommitObserved) value), Named.as("to-row"))
        .to(Topics.FACTS_CHANGES.name(), Produced.with(keys, values).withName("egress-changes"));
    return graph;
  }

  private void countPullRequests(
      StreamsBuilder builder, KStream<SpecificRecord, SpecificRecord> byRepository) {
    KStream<SpecificRecord, SpecificRecord> pullRequests =
        counted(
            builder,
            byRepository.filterNot(
                (key, value) -> value instanceof CommitObserved, Named.as("pull-requests")),
            "pull-requests");
    pullRequests
        .map((key, value) -> pullRequestRow(value), Named.as("to-pull-request"))
        .to(
            Topics.FACTS_PULL_REQUESTS.name(),
            Produced.with(keys, values).withName("egress-pull-requests"));
    counted(
        builder,
        hop(
            pullRequests.filter(
                (key, value) -> value instanceof PullRequestObserved, Named.as("authored")),
            "by-account",
            value ->
                new PersonKey("git", String.valueOf(((PullRequestObserved) value).getAuthor()))),
        "accounts");
  }

  private void countScopes(StreamsBuilder builder, KStream<SpecificRecord, SpecificRecord> days) {
    counted(
            builder,
            hop(
                days,
                "days-by-scope",
                value -> new ScopeEnvironment("organisation", "organisation", "production")),
            "scopes")
        .map((key, value) -> KeyValue.pair(metric(value), METRIC), Named.as("to-metric"))
        .to(Topics.METRICS_DORA.name(), Produced.with(keys, values).withName("egress-scopes"));
  }

  private static boolean isDeployment(SpecificRecord value) {
    return value instanceof DeploymentObserved;
  }

  private static SpecificRecord metric(SpecificRecord value) {
    long version =
        value instanceof IncidentObserved incident
            ? incident.getVersion()
            : ((DeploymentObserved) value).getVersion();
    LocalDate day = LocalDate.ofEpochDay(version / DAY_IN_MILLISECONDS);
    return new MetricKey(
        "deployment-days", "organisation", "organisation", "production", Grain.DAY, day);
  }

  private static KeyValue<SpecificRecord, SpecificRecord> pullRequestRow(SpecificRecord value) {
    return KeyValue.pair(
        new PullRequestKey(repository(value), entity(value)),
        PullRequest.newBuilder().setState("OPEN").setAuthorKind("HUMAN").build());
  }

  private static KeyValue<SpecificRecord, SpecificRecord> row(CommitObserved commit) {
    return KeyValue.pair(
        new ChangeKey(commit.getRepository(), commit.getSha(), "shop", "production"),
        new Change(
            false,
            commit.getAuthoredAt(),
            commit.getCommittedAt(),
            null,
            null,
            "not-deployed",
            null));
  }

  private KStream<SpecificRecord, SpecificRecord> hop(
      KStream<SpecificRecord, SpecificRecord> stream,
      String name,
      Function<SpecificRecord, SpecificRecord> key) {
    return stream
        .selectKey((before, value) -> key.apply(value), Named.as("key-" + name))
        .repartition(
            Repartitioned.<SpecificRecord, SpecificRecord>as(name)
                .withKeySerde(keys)
                .withValueSerde(values)
                .withNumberOfPartitions(Topics.PARTITIONS));
  }

  private static SpecificRecord byRepository(SpecificRecord value) {
    return new CanonicalRepository(repository(value));
  }

  private static SpecificRecord byService(SpecificRecord value) {
    return new ServiceKey(repository(value));
  }

  private static String repository(SpecificRecord value) {
    if (value instanceof CommitObserved commit) {
      return commit.getRepository();
    }
    if (value instanceof DeploymentObserved deployment) {
      return deployment.getRepository();
    }
    if (value instanceof PullRequestObserved pullRequest) {
      return pullRequest.getRepository();
    }
    if (value instanceof ReviewObserved review) {
      return review.getRepository();
    }
    return String.valueOf(((IncidentObserved) value).getService());
  }

  private KStream<SpecificRecord, SpecificRecord> counted(
      StreamsBuilder builder, KStream<SpecificRecord, SpecificRecord> stream, String name) {
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
            .withCachingDisabled());
    return stream.process(() -> new Counter(name), Named.as("count-" + name), name);
  }

  private static String entity(SpecificRecord value) {
    if (value instanceof CommitObserved commit) {
      return commit.getRepository() + commit.getSha();
    }
    if (value instanceof DeploymentObserved deployment) {
      return deployment.getRepository() + deployment.getDeployment();
    }
    if (value instanceof PullRequestObserved pullRequest) {
      return pullRequest.getRepository() + pullRequest.getPullRequest();
    }
    if (value instanceof ReviewObserved review) {
      return review.getRepository() + review.getPullRequest();
    }
    return ((IncidentObserved) value).getIncident();
  }

  private static final class Counter
      implements Processor<SpecificRecord, SpecificRecord, SpecificRecord, SpecificRecord> {

    private final String name;
    private ProcessorContext<SpecificRecord, SpecificRecord> context;
    private KeyValueStore<Bytes, byte[]> counts;

    Counter(String name) {
      this.name = name;
    }

    @Override
    public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
      this.context = context;
      this.counts = context.getStateStore(name);
    }

    @Override
    public void process(Record<SpecificRecord, SpecificRecord> record) {
      Bytes key = Bytes.wrap(entity(record.value()).getBytes(StandardCharsets.UTF_8));
      byte[] known = counts.get(key);
      long count = known == null ? 0 : ByteBuffer.wrap(known).getLong();
      counts.put(key, ByteBuffer.allocate(8).putLong(count + 1).array());
      context.forward(record);
    }
  }
}
