package dev.plumbline.streams.state;

import java.util.Arrays;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** An ordered store in RocksDB with a changelog, as Kafka Streams keeps it. */
public final class StreamsOrderedStore implements OrderedStore {

  private static final ByteArraySerializer PREFIX = new ByteArraySerializer();

  private final KeyValueStore<Bytes, byte[]> store;

  public StreamsOrderedStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /**
   * The store to be added to a topology. Without a record cache: it halves the speed with as many
   * keys as a history has.
   */
  public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(
      KeyValueBytesStoreSupplier supplier) {
    return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled();
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    return store.get(Bytes.wrap(key));
  }

  @Override
  public void put(byte[] key, byte[] value) {
    store.put(Bytes.wrap(key), value);
  }

  @Override
  public void delete(byte[] key) {
    store.delete(Bytes.wrap(key));
  }

  @Override
  public Scan scan(byte[] prefix) {
    return new StoreScan(store.prefixScan(prefix, PREFIX), null);
  }

  @Override
  public Scan range(byte[] from, byte[] to) {
    return new StoreScan(store.range(Bytes.wrap(from), Bytes.wrap(to)), to);
  }

  private static final class StoreScan implements Scan {
    private final KeyValueIterator<Bytes, byte[]> iterator;

    /** Kafka's ranges include their end. */
    private final byte @Nullable [] excluded;

    StoreScan(KeyValueIterator<Bytes, byte[]> iterator, byte @Nullable [] excluded) {
      this.iterator = iterator;
      this.excluded = excluded;
    }

    @Override
    public boolean hasNext() {
      return iterator.hasNext()
          && (excluded == null || !Arrays.equals(iterator.peekNextKey().get(), excluded));
    }

    @Override
    public Entry next() {
      KeyValue<Bytes, byte[]> next = iterator.next();
      return new Entry(next.key.get(), next.value);
    }

    @Override
    public void close() {
      iterator.close();
    }
  }
}
