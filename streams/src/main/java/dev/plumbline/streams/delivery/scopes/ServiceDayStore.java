package dev.plumbline.streams.delivery.scopes;

import dev.plumbline.organisation.Service;
import dev.plumbline.streams.delivery.cells.DaySums;
import dev.plumbline.streams.delivery.terms.Records;
import dev.plumbline.streams.delivery.timeline.TimelineStore;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Days of services in an ordered store. */
final class ServiceDayStore {

  private static final char DAY = 'D';

  /** Services whose owners changed, with the day up to which that has been followed. */
  private static final char SWEEP = 'W';

  /** Stands for all services: none has an empty name. */
  static final String ALL = "";

  private static final byte[] START = {};

  private final OrderedStore store;
  private long pendingSweeps;

  /** The days of one service come one after the other. */
  private @Nullable String lastService;

  private @Nullable Service lastRecord;

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
   * @param type of environments to which it was counted
   */
  record StoredDay(String team, String type, DaySums sums) {

    private static final StoredDay NONE = new StoredDay("", "", DaySums.NONE);

    static StoredDay fromBytes(byte[] bytes) {
      ValueReader reader = new ValueReader(bytes);
      return new StoredDay(reader.text(), reader.text(), DaySums.readFrom(reader));
    }

    private byte[] toBytes() {
      ValueWriter writer = new ValueWriter().text(team).text(type);
      sums.writeTo(writer);
      return writer.toBytes();
    }
  }

  StoredDay day(DayPart part) {
    byte[] value = store.get(part.toBytes());
    return value == null ? StoredDay.NONE : StoredDay.fromBytes(value);
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
    if (!service.equals(lastService)) {
      byte[] value = store.get(KeyWriter.kind(TimelineStore.DECLARED).text(service).toBytes());
      lastRecord = value == null ? null : Records.decoded(value, Service::fromByteBuffer);
      lastService = service;
    }
    return lastRecord;
  }

  /** Keeps the record and says whether it is another than before. */
  boolean putService(String service, @Nullable Service record) {
    byte[] key = KeyWriter.kind(TimelineStore.DECLARED).text(service).toBytes();
    byte[] before = store.get(key);
    // Bytes are compared, for Avro cannot compare arrays of records that have dates.
    byte[] after = record == null ? null : Records.encoded(record::toByteBuffer);
    if (Arrays.equals(before, after)) {
      return false;
    }
    if (after == null) {
      store.delete(key);
    } else {
      store.put(key, after);
    }
    lastService = null;
    return true;
  }

  /** Up to {@code most} days that a sweep comes to next. */
  List<OrderedStore.Entry> daysOf(String sweep, int most) {
    byte[] position = store.get(sweepKey(sweep));
    KeyWriter days = KeyWriter.kind(DAY);
    return store.behind(
        (sweep.equals(ALL) ? days : days.text(sweep)).toBytes(),
        position == null ? START : position,
        most);
  }

  /** Notes that the days of a service, or all, are to be counted anew, from the start. */
  void startSweep(String sweep) {
    putSweep(sweep, START);
  }

  void putSweep(String sweep, byte[] position) {
    byte[] key = sweepKey(sweep);
    if (store.get(key) == null) {
      pendingSweeps++;
    }
    store.put(key, position);
  }

  void deleteSweep(String sweep) {
    store.delete(sweepKey(sweep));
    pendingSweeps--;
  }

  /** The service whose days are to be swept, null when there is none. */
  @Nullable String nextSweep() {
    if (pendingSweeps == 0) {
      return null;
    }
    try (OrderedStore.Scan scan = store.scan(new byte[] {(byte) SWEEP})) {
      return new KeyReader(scan.next().key()).text();
    }
  }

  long pendingSweeps() {
    return pendingSweeps;
  }

  private static byte[] sweepKey(String sweep) {
    return KeyWriter.kind(SWEEP).text(sweep).toBytes();
  }
}
