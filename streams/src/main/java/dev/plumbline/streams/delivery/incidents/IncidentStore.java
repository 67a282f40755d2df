package dev.plumbline.streams.delivery.incidents;

import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.streams.delivery.terms.Records;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** What was observed of incidents and tickets, in an ordered store. */
final class IncidentStore {

  /** Sweeps under way, each with the key up to which it has come. */
  private static final char SWEEP = 'W';

  private static final byte[] START = {};

  private final OrderedStore store;
  private long pendingSweeps;

  IncidentStore(OrderedStore store) {
    this.store = store;
    try (OrderedStore.Scan sweeps = store.scan(new byte[] {(byte) SWEEP})) {
      sweeps.forEachRemaining(sweep -> pendingSweeps++);
    }
  }

  /** What an entry is about: a source's incidents and tickets may have the same ids. */
  enum Kind {
    INCIDENT('I'),
    TICKET('T');

    private final char prefix;

    Kind(char prefix) {
      this.prefix = prefix;
    }
  }

  /** Key of an entry. */
  record Subject(Kind kind, String source, String id) {

    private byte[] toBytes() {
      return KeyWriter.kind(kind.prefix).text(source).text(id).toBytes();
    }
  }

  /**
   * What was observed.
   *
   * @param sent what was last sent of it, null when it was no incident
   * @param observations that can decide anything, as bytes
   */
  record Stored(@Nullable ResolvedIncident sent, List<byte[]> observations) {

    static final Stored NOTHING = new Stored(null, List.of());

    <T extends SpecificRecordBase> List<T> observations(Records.Decoding<T> type) {
      List<T> decoded = new ArrayList<>(observations.size() + 1);
      observations.forEach(bytes -> decoded.add(Records.decoded(bytes, type)));
      return decoded;
    }

    private byte[] toBytes() {
      ValueWriter writer =
          new ValueWriter().bytes(sent == null ? new byte[0] : Records.encoded(sent::toByteBuffer));
      observations.forEach(writer::bytes);
      return writer.toBytes();
    }

    private static Stored fromBytes(byte[] value) {
      ValueReader reader = new ValueReader(value);
      byte[] sent = reader.bytes();
      List<byte[]> observations = new ArrayList<>();
      while (reader.hasMore()) {
        observations.add(reader.bytes());
      }
      return new Stored(
          sent.length == 0 ? null : Records.decoded(sent, ResolvedIncident::fromByteBuffer),
          observations);
    }
  }

  Stored get(Subject subject) {
    byte[] value = store.get(subject.toBytes());
    return value == null ? Stored.NOTHING : Stored.fromBytes(value);
  }

  void put(Subject subject, Stored stored) {
    store.put(subject.toBytes(), stored.toBytes());
  }

  /** Notes that everything is to be resolved anew, from the start. */
  void startSweeps() {
    for (Kind kind : Kind.values()) {
      byte[] key = sweepKey(kind);
      if (store.get(key) == null) {
        pendingSweeps++;
      }
      store.put(key, START);
    }
  }

  /**
   * Up to {@code most} subjects that the sweep over a kind comes to next; it ends behind the last.
   */
  List<Subject> sweep(Kind kind, int most) {
    byte[] key = sweepKey(kind);
    byte[] position = store.get(key);
    if (position == null) {
      return List.of();
    }
    List<OrderedStore.Entry> entries =
        store.behind(new byte[] {(byte) kind.prefix}, position, most);
    if (entries.size() < most) {
      store.delete(key);
      pendingSweeps--;
    } else {
      store.put(key, entries.get(entries.size() - 1).key());
    }
    return entries.stream().map(entry -> subject(kind, entry.key())).toList();
  }

  private static Subject subject(Kind kind, byte[] bytes) {
    KeyReader key = new KeyReader(bytes);
    return new Subject(kind, key.text(), key.text());
  }

  long pendingSweeps() {
    return pendingSweeps;
  }

  private static byte[] sweepKey(Kind kind) {
    return KeyWriter.kind(SWEEP).small(kind.ordinal()).toBytes();
  }
}
