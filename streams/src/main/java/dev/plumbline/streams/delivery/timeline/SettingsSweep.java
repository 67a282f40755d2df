package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Goes over everything that follows the organisation's rules when these change, in bounded slices:
 * first over the services, then over the deployments of no known service.
 */
final class SettingsSweep {

  private static final char SWEEP = 'B';

  /** Services of which anything is known. */
  private static final char SERVICE = 'K';

  private static final byte[] NOTHING = {};

  private final OrderedStore store;
  private final DirtyServices dirty;

  SettingsSweep(OrderedStore store) {
    this.store = store;
    this.dirty = new DirtyServices(store);
  }

  /** Notes whether anything is known of a service. */
  void note(String service, boolean isKnown) {
    byte[] key = KeyWriter.kind(SERVICE).text(service).toBytes();
    boolean wasKnown = store.get(key) != null;
    if (isKnown && !wasKnown) {
      store.put(key, NOTHING);
    } else if (wasKnown && !isKnown) {
      store.delete(key);
    }
  }

  /** Begins from the start. */
  void start() {
    store.put(key(SERVICE), NOTHING);
    store.put(key(TimelineStore.DEPLOYMENT), NOTHING);
  }

  boolean isUnderWay() {
    return store.hasAny(new byte[] {(byte) SWEEP});
  }

  /**
   * Does a slice.
   *
   * @param most how many entries to visit
   * @param ofNoService takes each deployment of no known service
   */
  void run(int most, BiConsumer<DeploymentId, DeploymentState> ofNoService) {
    if (!isUnderWay()) {
      return;
    }
    run(
        SERVICE,
        new byte[] {(byte) SERVICE},
        most,
        entry -> dirty.add(new KeyReader(entry.key()).text()));
    run(
        TimelineStore.DEPLOYMENT,
        KeyWriter.kind(TimelineStore.DEPLOYMENT).text("").toBytes(),
        most,
        entry ->
            ofNoService.accept(
                TimelineStore.idOf(entry.key()), DeploymentState.fromBytes(entry.value())));
  }

  private void run(char kind, byte[] prefix, int most, Consumer<OrderedStore.Entry> action) {
    byte[] position = store.get(key(kind));
    if (position == null) {
      return;
    }
    List<OrderedStore.Entry> entries = store.behind(prefix, position, most);
    entries.forEach(action);
    if (entries.size() < most) {
      store.delete(key(kind));
    } else {
      store.put(key(kind), entries.get(entries.size() - 1).key());
    }
  }

  private static byte[] key(char kind) {
    return KeyWriter.kind(SWEEP).small(kind).toBytes();
  }
}
