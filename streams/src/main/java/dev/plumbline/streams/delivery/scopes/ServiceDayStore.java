package dev.plumbline.streams.delivery.scopes;

import dev.plumbline.organisation.Service;
import dev.plumbline.streams.delivery.cells.DaySums;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Days of services in an ordered store. */
final class ServiceDayStore {

  private static final char SERVICE = 'S';
  private static final char DAY = 'D';

  /** Services whose owners changed, with the day up to which that has been followed. */
  private static final char SWEEP = 'W';

  private static final byte[] START = {};

  private final OrderedStore store;
  private long pendingSweeps;

  ServiceDayStore(OrderedStore store) {
    this.store = store;
    try (OrderedStore.Scan sweeps = store.scan(new byte[] {(byte) SWEEP})) {
      sweeps.forEachRemaining(sweep -> pendingSweeps++);
    }
  }

  /** A part of a day of a service and environment. */
  record DayPart(String service, String environment, LocalDate day, int part) {

    static DayPart of(byte[] bytes) {
      KeyReader key = new KeyReader(bytes);
      return new DayPart(
          key.text(), key.text(), LocalDate.ofEpochDay(key.number()), (int) key.number());
    }

    DayPart numbered(int number) {
      return new DayPart(service, environment, day, number);
    }

    private byte[] toBytes() {
      return ofDay().number(part).toBytes();
    }

    private KeyWriter ofDay() {
      return KeyWriter.kind(DAY).text(service).text(environment).number(day.toEpochDay());
    }
  }

  /**
   * What a part of a day adds up to.
   *
   * @param team to whom it was counted, empty when to nobody
   */
  record StoredDay(String team, DaySums sums) {

    static StoredDay fromBytes(byte[] bytes) {
      ValueReader reader = new ValueReader(bytes);
      return new StoredDay(reader.text(), DaySums.readFrom(reader));
    }

    private byte[] toBytes() {
      ValueWriter writer = new ValueWriter().text(team);
      sums.writeTo(writer);
      return writer.toBytes();
    }
  }

  StoredDay day(DayPart part) {
    byte[] value = store.get(part.toBytes());
    return value == null ? new StoredDay("", DaySums.NONE) : StoredDay.fromBytes(value);
  }

  void put(DayPart part, StoredDay day) {
    if (day.sums().isNothing()) {
      store.delete(part.toBytes());
    } else {
      store.put(part.toBytes(), day.toBytes());
    }
  }

  /** The given part of a day and those behind it, as far as they are there. */
  List<DayPart> partsFrom(DayPart first) {
    List<DayPart> parts = new ArrayList<>();
    byte[] end = first.ofDay().number(Integer.MAX_VALUE).toBytes();
    try (OrderedStore.Scan scan = store.range(first.toBytes(), end)) {
      scan.forEachRemaining(entry -> parts.add(DayPart.of(entry.key())));
    }
    return parts;
  }

  @Nullable Service service(String service) {
    byte[] value = store.get(KeyWriter.kind(SERVICE).text(service).toBytes());
    try {
      return value == null ? null : Service.fromByteBuffer(ByteBuffer.wrap(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps the record and says whether it is another than before. */
  boolean putService(String service, @Nullable Service record) {
    byte[] key = KeyWriter.kind(SERVICE).text(service).toBytes();
    byte[] before = store.get(key);
    // Bytes are compared, for Avro cannot compare arrays of records that have dates.
    byte[] after = record == null ? null : bytes(record);
    if (Arrays.equals(before, after)) {
      return false;
    }
    if (after == null) {
      store.delete(key);
    } else {
      store.put(key, after);
    }
    return true;
  }

  private static byte[] bytes(Service record) {
    try {
      ByteBuffer encoded = record.toByteBuffer();
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A sweep under way.
   *
   * @param service whose days are swept
   * @param position the key behind which it goes on, empty at the start
   */
  record Sweep(String service, byte[] position) {

    Sweep sweptTo(byte[] key) {
      return new Sweep(service, key);
    }
  }

  /** Up to {@code most} days that the sweep comes to next. */
  List<OrderedStore.Entry> daysOf(Sweep sweep, int most) {
    byte[] all = KeyWriter.kind(DAY).text(sweep.service()).toBytes();
    byte[] end = all.clone();
    end[end.length - 1]++;
    byte[] position = sweep.position();
    byte[] start = position.length == 0 ? all : Arrays.copyOf(position, position.length + 1);
    List<OrderedStore.Entry> days = new ArrayList<>();
    try (OrderedStore.Scan scan = store.range(start, end)) {
      while (scan.hasNext() && days.size() < most) {
        days.add(scan.next());
      }
    }
    return days;
  }

  void startSweep(String service) {
    putSweep(new Sweep(service, START));
  }

  void putSweep(Sweep sweep) {
    byte[] key = sweepKey(sweep);
    if (store.get(key) == null) {
      pendingSweeps++;
    }
    store.put(key, sweep.position());
  }

  void deleteSweep(Sweep sweep) {
    store.delete(sweepKey(sweep));
    pendingSweeps--;
  }

  @Nullable Sweep nextSweep() {
    if (pendingSweeps == 0) {
      return null;
    }
    try (OrderedStore.Scan scan = store.scan(new byte[] {(byte) SWEEP})) {
      OrderedStore.Entry entry = scan.next();
      return new Sweep(new KeyReader(entry.key()).text(), entry.value());
    }
  }

  long pendingSweeps() {
    return pendingSweeps;
  }

  private static byte[] sweepKey(Sweep sweep) {
    return KeyWriter.kind(SWEEP).text(sweep.service()).toBytes();
  }
}
