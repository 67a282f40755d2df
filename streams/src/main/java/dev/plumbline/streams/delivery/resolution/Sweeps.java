package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.event.RepositoryKey;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which entities are still to be addressed anew, and how far that has come. */
final class Sweeps {

  /** Stands for all names. */
  static final RepositoryKey ALL = new RepositoryKey("", "");

  private static final char SWEEP = 'W';
  private static final byte[] START = {};

  private final OrderedStore store;
  private long pending;

  Sweeps(OrderedStore store) {
    this.store = store;
    try (OrderedStore.Scan sweeps = store.scan(new byte[] {(byte) SWEEP})) {
      sweeps.forEachRemaining(sweep -> pending++);
    }
  }

  /** What a sweep goes over. */
  enum Swept {
    COMMITS(ResolutionStore.COMMIT),
    PULL_REQUESTS(ResolutionStore.PULL_REQUEST),
    REVIEWS(ResolutionStore.REVIEW),
    DEPLOYMENTS(ResolutionStore.DEPLOYMENT);

    private final char kind;

    Swept(char kind) {
      this.kind = kind;
    }
  }

  /**
   * A sweep under way.
   *
   * @param origin whose entities are swept, {@link #ALL} for everybody's
   * @param kind which of them
   * @param position the key behind which it goes on, empty at the start
   */
  record Sweep(RepositoryKey origin, Swept kind, byte[] position) {

    Sweep sweptTo(byte[] key) {
      return new Sweep(origin, kind, key);
    }

    private byte[] prefix() {
      return origin.equals(ALL)
          ? KeyWriter.kind(kind.kind).toBytes()
          : ResolutionStore.key(kind.kind, origin).toBytes();
    }
  }

  /** Up to {@code most} entries that the sweep comes to next. */
  List<OrderedStore.Entry> entriesOf(Sweep sweep, int most) {
    byte[] all = sweep.prefix();
    byte[] end = all.clone();
    end[end.length - 1]++;
    byte[] position = sweep.position();
    byte[] start = position.length == 0 ? all : Arrays.copyOf(position, position.length + 1);
    List<OrderedStore.Entry> entries = new ArrayList<>();
    try (OrderedStore.Scan scan = store.range(start, end)) {
      while (scan.hasNext() && entries.size() < most) {
        entries.add(scan.next());
      }
    }
    return entries;
  }

  /** Notes that these entities are to be addressed anew, from the start. */
  void start(RepositoryKey origin, Swept kind) {
    put(new Sweep(origin, kind, START));
  }

  void put(Sweep sweep) {
    byte[] key = key(sweep);
    if (store.get(key) == null) {
      pending++;
    }
    store.put(key, sweep.position());
  }

  void delete(Sweep sweep) {
    store.delete(key(sweep));
    pending--;
  }

  @Nullable Sweep next() {
    if (pending == 0) {
      return null;
    }
    try (OrderedStore.Scan scan = store.scan(new byte[] {(byte) SWEEP})) {
      OrderedStore.Entry entry = scan.next();
      KeyReader key = new KeyReader(entry.key());
      RepositoryKey origin = new RepositoryKey(key.text(), key.text());
      return new Sweep(origin, Swept.values()[key.small()], entry.value());
    }
  }

  long pending() {
    return pending;
  }

  private static byte[] key(Sweep sweep) {
    return ResolutionStore.key(SWEEP, sweep.origin()).small(sweep.kind().ordinal()).toBytes();
  }
}
