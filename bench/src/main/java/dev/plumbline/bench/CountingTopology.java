package dev.plumbline.bench;

import dev.plumbline.delivery.ScopeEnvironment;
import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.metric.Grain;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.streams.topology.Topologies;
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
 * them it is in the day of its deployment. Where sums travel free,
 * a commit ends at its row after one hop, as if adding up what deployments carry cost nothing.
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
        builder.stream(Topics.EVENTS_GIT.name(), Consumed.with(keys, values).withName("ingest-git"))
            .merge(
                builder.stream(
                    Topics.EVENTS_DELIVERY.name(),
                    Consumed.with(keys, values).withName("ingest-delivery")),
                Named.as("merge-events"));
    KStream<SpecificRecord, SpecificRecord> resolved = counted(builder, events, "resolved");
    KStream<SpecificRecord, SpecificRecord> timeline =
        counted(
            builder,
            hop(
                resolved.filter(
                    (key, value) -> value instanceof DeploymentObserved, Named.as("deployments")),
                "by-service",
                value -> new ServiceKey(repository(value))),
            "timeline");
    KStream<SpecificRecord, SpecificRecord> graph =
        counted(
            builder,
            hop(
                    resolved.filter(
                        (key, value) -> value instanceof CommitObserved, Named.as("commits")),
                    "by-repository",
                    CountingTopology::byRepository)
                .merge(
                    hop(timeline, "successes", CountingTopology::byRepository),
                    Named.as("merge-successes")),
            "graph");
    graph
        .filter((key, value) -> value instanceof CommitObserved, Named.as("rows"))
        .map((key, value) -> row((CommitObserved) value), Named.as("to-row"))
        .to(Topics.FACTS_CHANGES.name(), Produced.with(keys, values).withName("egress-changes"));
    KStream<SpecificRecord, SpecificRecord> cells =
        counted(
            builder,
            hop(
                graph.filter(
                    (key, value) -> value instanceof DeploymentObserved || !sumsTravelFree,
                    Named.as("carried")),
                "carried-by-service",
                value -> new ServiceKey(repository(value))),
            "cells");
    cells
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
        cells.filter((key, value) -> value instanceof DeploymentObserved, Named.as("days")));
    return builder.build();
  }

  private void countScopes(StreamsBuilder builder, KStream<SpecificRecord, SpecificRecord> days) {
    counted(
            builder,
            hop(
                days,
                "days-by-scope",
                value -> new ScopeEnvironment("organisation", "organisation", "production")),
            "scopes")
        .map(
            (key, value) -> KeyValue.pair(metric((DeploymentObserved) value), METRIC),
            Named.as("to-metric"))
        .to(Topics.METRICS_DORA.name(), Produced.with(keys, values).withName("egress-scopes"));
  }

  private static SpecificRecord metric(DeploymentObserved deployment) {
    LocalDate day = LocalDate.ofEpochDay(deployment.getVersion() / DAY_IN_MILLISECONDS);
    return new MetricKey(
        "deployment-days", "organisation", "organisation", "production", Grain.DAY, day);
  }

  private static KeyValue<SpecificRecord, SpecificRecord> row(CommitObserved commit) {
    return KeyValue.pair(
        new ChangeKey(commit.getRepository(), commit.getSha(), "shop", "production"),
        new Change(
            false, commit.getAuthoredAt(), commit.getCommittedAt(), null, null, "not-deployed", null));
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

  private static String repository(SpecificRecord value) {
    return value instanceof CommitObserved commit
        ? commit.getRepository()
        : ((DeploymentObserved) value).getRepository();
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
    return value instanceof CommitObserved commit
        ? commit.getRepository() + commit.getSha()
        : ((DeploymentObserved) value).getRepository()
            + ((DeploymentObserved) value).getDeployment();
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
