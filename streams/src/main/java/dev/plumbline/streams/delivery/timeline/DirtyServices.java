package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import org.jspecify.annotations.Nullable;

/** Services that are to be judged anew, in an ordered store. */
public final class DirtyServices {

  private static final char DIRTY = 'U';
  private static final byte[] NOTHING = {};

  private final OrderedStore store;

  public DirtyServices(OrderedStore store) {
    this.store = store;
  }

  /** Notes a service; deployments of no known service are never judged. */
  public void add(String service) {
    byte[] key = key(service);
    if (!service.isEmpty() && store.get(key) == null) {
      store.put(key, NOTHING);
    }
  }

  /** One of them, null when there is none. */
  @Nullable String any() {
    try (OrderedStore.Scan scan = store.scan(new byte[] {(byte) DIRTY})) {
      return scan.hasNext() ? new KeyReader(scan.next().key()).text() : null;
    }
  }

  /** Whether there is any. */
  public boolean hasAny() {
    return store.hasAny(new byte[] {(byte) DIRTY});
  }

  void remove(String service) {
    store.delete(key(service));
  }

  private static byte[] key(String service) {
    return KeyWriter.kind(DIRTY).text(service).toBytes();
  }
}
