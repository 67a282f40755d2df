package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Finished deployments in their order, in an ordered store, and the days that changed. */
public final class PlacedDeployments {

  private static final char PLACE = 'P';

  /** Days whose metrics are to be computed anew. */
  private static final char CHANGED_DAY = 'Y';

  private static final byte[] NOTHING = {};

  private final OrderedStore store;

  public PlacedDeployments(OrderedStore store) {
    this.store = store;
  }

  void put(Target target, PlacedDeployment deployment) {
    store.put(placeKey(target, deployment.place()), deployment.toBytes());
    dayChanged(target, deployment.place());
  }

  void delete(Target target, PlacedDeployment deployment) {
    store.delete(placeKey(target, deployment.place()));
    dayChanged(target, deployment.place());
  }

  /** Deployments that finished from one instant to before another, in their order. */
  public List<PlacedDeployment> between(Target target, Instant from, Instant to) {
    List<PlacedDeployment> places = new ArrayList<>();
    byte[] start = key(PLACE, target).number(from.toEpochMilli()).toBytes();
    byte[] end = key(PLACE, target).number(to.toEpochMilli()).toBytes();
    try (OrderedStore.Scan scan = store.range(start, end)) {
      scan.forEachRemaining(
          entry -> places.add(PlacedDeployment.fromBytes(labelOf(entry), entry.value())));
    }
    return places;
  }

  /** Notes that the metrics of the day on which the deployment finished have changed. */
  public void dayChanged(Target target, Label place) {
    byte[] key = key(CHANGED_DAY, target).number(dayOf(place).toEpochDay()).toBytes();
    if (store.get(key) == null) {
      store.put(key, NOTHING);
    }
  }

  /** Whether the metrics of any day are to be computed anew. */
  public boolean hasChangedDays() {
    return store.hasAny(new byte[] {(byte) CHANGED_DAY});
  }

  /** Takes up to {@code most} of the changed days away, of one target. */
  public List<ChangedDay> takeChangedDays(int most) {
    List<ChangedDay> days = new ArrayList<>();
    try (OrderedStore.Scan scan = store.scan(new byte[] {(byte) CHANGED_DAY})) {
      while (scan.hasNext() && days.size() < most) {
        ChangedDay day = changedDayOf(scan.next().key());
        if (!days.isEmpty() && !day.target().equals(days.get(0).target())) {
          break;
        }
        days.add(day);
      }
    }
    days.forEach(
        day ->
            store.delete(key(CHANGED_DAY, day.target()).number(day.day().toEpochDay()).toBytes()));
    return days;
  }

  /** A day of a target whose metrics are to be computed anew. */
  public record ChangedDay(Target target, LocalDate day) {}

  /** The day, in UTC, on which a deployment finished. */
  public static LocalDate dayOf(Label label) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(label.finishedAt()), ZoneOffset.UTC);
  }

  private static ChangedDay changedDayOf(byte[] bytes) {
    KeyReader key = new KeyReader(bytes);
    Target target = new Target(key.text(), key.text());
    return new ChangedDay(target, LocalDate.ofEpochDay(key.number()));
  }

  private static Label labelOf(OrderedStore.Entry entry) {
    KeyReader key = new KeyReader(entry.key());
    key.text();
    key.text();
    return new Label(key.number(), key.text());
  }

  private static KeyWriter key(char kind, Target target) {
    return KeyWriter.kind(kind).text(target.service()).text(target.environment());
  }

  private static byte[] placeKey(Target target, Label label) {
    return key(PLACE, target).number(label.finishedAt()).text(label.deployment()).toBytes();
  }
}
