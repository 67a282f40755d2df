package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The timeline's entries in an ordered store. */
public final class TimelineStore {

  /** From target and deployment to what each origin says of it. */
  private static final char ORIGIN = 'O';

  private static final char DEPLOYMENT = 'M';

  /** Successful deployments in their order. */
  private static final char PLACE = 'P';

  /** Days whose metrics are to be computed anew. */
  private static final char CHANGED_DAY = 'Y';

  private static final byte[] NOTHING = {};

  private final OrderedStore store;

  public TimelineStore(OrderedStore store) {
    this.store = store;
  }

  void putOrigin(Target target, ResolvedDeployment deployment) {
    byte[] key =
        originKeys(target, deployment.getDeployment()).text(deployment.getOrigin()).toBytes();
    if (!deployment.getPresent()) {
      store.delete(key);
      return;
    }
    try {
      store.put(key, deployment.toByteBuffer().array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<ResolvedDeployment> origins(Target target, String deployment) {
    List<ResolvedDeployment> origins = new ArrayList<>(1);
    try (OrderedStore.Scan scan = store.scan(originKeys(target, deployment).toBytes())) {
      while (scan.hasNext()) {
        origins.add(ResolvedDeployment.fromByteBuffer(ByteBuffer.wrap(scan.next().value())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return origins;
  }

  @Nullable DeploymentState deployment(Target target, String deployment) {
    byte[] value = store.get(key(DEPLOYMENT, target).text(deployment).toBytes());
    return value == null ? null : DeploymentState.fromBytes(value);
  }

  void putDeployment(Target target, String deployment, @Nullable DeploymentState state) {
    byte[] key = key(DEPLOYMENT, target).text(deployment).toBytes();
    if (state == null) {
      store.delete(key);
    } else {
      store.put(key, state.toBytes());
    }
  }

  void putPlace(Target target, Label label) {
    store.put(placeKey(target, label), NOTHING);
  }

  void deletePlace(Target target, Label label) {
    store.delete(placeKey(target, label));
  }

  /** The earliest successful deployment. */
  public @Nullable Label first(Target target) {
    try (OrderedStore.Scan scan = store.scan(key(PLACE, target).toBytes())) {
      return scan.hasNext() ? labelOf(scan.next()) : null;
    }
  }

  /** Successful deployments that finished from one instant to before another, in their order. */
  public List<Label> places(Target target, Instant from, Instant to) {
    List<Label> places = new ArrayList<>();
    byte[] start = key(PLACE, target).number(from.toEpochMilli()).toBytes();
    byte[] end = key(PLACE, target).number(to.toEpochMilli()).toBytes();
    try (OrderedStore.Scan scan = store.range(start, end)) {
      scan.forEachRemaining(entry -> places.add(labelOf(entry)));
    }
    return places;
  }

  /** Notes that the metrics of the day on which the deployment finished have changed. */
  public void dayChanged(Target target, Label label) {
    store.put(key(CHANGED_DAY, target).number(dayOf(label).toEpochDay()).toBytes(), NOTHING);
  }

  /** Whether the metrics of any day are to be computed anew. */
  public boolean hasChangedDays() {
    try (OrderedStore.Scan scan = store.scan(new byte[] {(byte) CHANGED_DAY})) {
      return scan.hasNext();
    }
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

  private static KeyWriter originKeys(Target target, String deployment) {
    return key(ORIGIN, target).text(deployment);
  }

  private static byte[] placeKey(Target target, Label label) {
    return key(PLACE, target).number(label.finishedAt()).text(label.deployment()).toBytes();
  }
}
