package dev.plumbline.streams.topology;

import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.streams.state.StreamsOrderedStore;
import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;

/**
 * A family's topology: how topics come in, records go from stage to stage, and results go out. All
 * records are Avro; what passes between two stages is told apart by the class of its key.
 */
public abstract class FamilyTopology implements Supplier<Topology> {

  private final Serde<SpecificRecord> keys;
  private final Serde<SpecificRecord> values;
  private final int generation;
  private final Function<String, KeyValueBytesStoreSupplier> stores;

  /**
   * A topology.
   *
   * @param generation whose topics it writes
   * @param stores makes the stages' stores by name
   */
  protected FamilyTopology(
      AvroSerdes serdes, int generation, Function<String, KeyValueBytesStoreSupplier> stores) {
    this.keys = serdes.key(SpecificRecord.class);
    this.values = serdes.value(SpecificRecord.class);
    this.generation = generation;
    this.stores = stores;
  }

  /** Adds the stages' stores. */
  protected void addStores(StreamsBuilder builder, List<String> names) {
    names.forEach(name -> builder.addStateStore(StreamsOrderedStore.builder(stores.apply(name))));
  }

  /** The records of a topic. */
  @SuppressWarnings("unchecked") // the topic's keys are of its class
  protected <K extends SpecificRecord> KStream<K, SpecificRecord> ingest(
      StreamsBuilder builder, Topic<K, ?> topic) {
    Consumed<SpecificRecord, SpecificRecord> consumed = Consumed.with(keys, values);
    return (KStream<K, SpecificRecord>)
        (KStream<?, SpecificRecord>)
            builder.stream(topic.name(), consumed.withName("ingest-" + topic.name()));
  }

  /** The stream to be merged with others that have other keys. */
  @SuppressWarnings("unchecked") // keys are only read
  protected static KStream<SpecificRecord, SpecificRecord> anyKey(
      KStream<?, SpecificRecord> stream) {
    return (KStream<SpecificRecord, SpecificRecord>) stream;
  }

  /** Takes the records whose key is of the class to where they are needed, by that key. */
  @SuppressWarnings("unchecked") // filtered by class
  protected <K extends SpecificRecord> KStream<K, SpecificRecord> repartition(
      KStream<SpecificRecord, SpecificRecord> stream, Class<K> key, String name) {
    Repartitioned<SpecificRecord, SpecificRecord> repartitioned =
        Repartitioned.<SpecificRecord, SpecificRecord>as(name)
            .withKeySerde(keys)
            .withValueSerde(values)
            .withNumberOfPartitions(Topics.PARTITIONS);
    return (KStream<K, SpecificRecord>)
        (KStream<?, SpecificRecord>)
            stream
                .filter((recordKey, value) -> key.isInstance(recordKey), Named.as("take-" + name))
                .repartition(repartitioned);
  }

  /** Writes the records whose key is of the class to a topic, as the generation calls it. */
  protected void egress(
      KStream<SpecificRecord, SpecificRecord> stream, Class<?> key, Topic<?, ?> topic) {
    egress(stream, key, topic, topic.name());
  }

  /**
   * Writes the records whose key is of the class to the generation's topic.
   *
   * @param name of the nodes, for a topic that several stages write
   */
  protected void egress(
      KStream<SpecificRecord, SpecificRecord> stream,
      Class<?> key,
      Topic<?, ?> topic,
      String name) {
    stream
        .filter((recordKey, value) -> key.isInstance(recordKey), Named.as("take-" + name))
        .to(
            Family.topicName(topic, generation),
            Produced.with(keys, values).withName("egress-" + name));
  }
}
