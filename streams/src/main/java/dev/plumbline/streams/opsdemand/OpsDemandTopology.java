package dev.plumbline.streams.opsdemand;

import dev.plumbline.event.TicketKey;
import dev.plumbline.fact.TicketFactKey;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.opsdemand.DemandScope;
import dev.plumbline.organisation.QueueKey;
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
 * The ops-demand family, from tickets to what is received per month.
 *
 * <pre>
 *   events.tickets --> merge tickets --(tickets-by-queue)--> answer tickets <-- organisation.queues
 *                          |   |                                   |
 *                       own tickets <-----(owners-by-ticket)-------+
 *                          |   |
 *                          |   +--> facts.tickets
 *                          +--(demand-by-scope)--> add up months --> metrics.ops-demand
 * </pre>
 *
 * <p>Every arrow with a name is a repartition topic: three hops from an event to a metric. A row is
 * written where its ticket is kept, not at its queue: of a ticket that moves, two queues would
 * write one key, and nothing would order them.
 */
public final class OpsDemandTopology extends FamilyTopology {

  private final StageProgress progress;

  /** The topology with its state in RocksDB; it writes the topics of the generation. */
  public OpsDemandTopology(AvroSerdes serdes, StageProgress progress, int generation) {
    this(serdes, progress, generation, Stores::persistentKeyValueStore);
  }

  OpsDemandTopology(
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
    addStores(builder, List.of(TicketProcessor.STORE, QueueProcessor.STORE, MonthProcessor.STORE));

    KStream<SpecificRecord, SpecificRecord> observed =
        tickets(ingest(builder, Topics.EVENTS_TICKETS), "merge-tickets");
    KStream<SpecificRecord, SpecificRecord> owned =
        tickets(
            repartition(owners(builder, observed), TicketKey.class, "owners-by-ticket"),
            "own-tickets");
    KStream<SpecificRecord, SpecificRecord> tickets =
        observed.merge(owned, Named.as("merge-owned"));

    egress(tickets, TicketFactKey.class, Topics.FACTS_TICKETS);
    egress(months(tickets), MetricKey.class, Topics.METRICS_OPS_DEMAND);
    return builder.build();
  }

  private KStream<SpecificRecord, SpecificRecord> tickets(
      KStream<TicketKey, SpecificRecord> stream, String name) {
    return stream.process(
        () -> new TicketProcessor(progress), Named.as(name), TicketProcessor.STORE);
  }

  private KStream<SpecificRecord, SpecificRecord> owners(
      StreamsBuilder builder, KStream<SpecificRecord, SpecificRecord> observed) {
    return repartition(observed, QueueKey.class, "tickets-by-queue")
        .merge(ingest(builder, Topics.ORGANISATION_QUEUES), Named.as("merge-queues"))
        .process(
            () -> new QueueProcessor(progress), Named.as("answer-tickets"), QueueProcessor.STORE);
  }

  private KStream<SpecificRecord, SpecificRecord> months(
      KStream<SpecificRecord, SpecificRecord> tickets) {
    return repartition(tickets, DemandScope.class, "demand-by-scope")
        .process(
            () -> new MonthProcessor(progress), Named.as("add-up-months"), MonthProcessor.STORE);
  }
}
