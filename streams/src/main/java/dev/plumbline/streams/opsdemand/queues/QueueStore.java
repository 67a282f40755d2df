package dev.plumbline.streams.opsdemand.queues;

import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The queues' entries in an ordered store. */
final class QueueStore {

  private static final char QUEUE = 'Q';

  /** Tickets in a queue. */
  private static final char TICKET = 'T';

  /** Queues whose tickets are to be told anew whose they are, with how far that has come. */
  private static final char SWEEP = 'W';

  private final OrderedStore store;
  private long pendingSweeps;

  QueueStore(OrderedStore store) {
    this.store = store;
    try (OrderedStore.Scan sweeps = store.scan(new byte[] {(byte) SWEEP})) {
      sweeps.forEachRemaining(sweep -> pendingSweeps++);
    }
  }

  /**
   * A ticket in a queue.
   *
   * @param ticket its id
   * @param createdOn day of its creation
   * @param team what it was last told, null for nobody's
   */
  record WaitingTicket(String ticket, LocalDate createdOn, @Nullable String team) {}

  /** A sweep under way: whose, and behind which ticket it goes on; empty at its start. */
  record Sweep(QueueKey queue, String sweptTo) {}

  @Nullable Queue queue(QueueKey key) {
    byte[] value = store.get(key(QUEUE, key).toBytes());
    try {
      return value == null ? null : Queue.fromByteBuffer(ByteBuffer.wrap(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Keeps what the organisation says of a queue, or forgets it; says whether that is new. Bytes are
   * compared, for Avro's lists cannot compare records that have dates in unions.
   */
  boolean putQueue(QueueKey key, @Nullable Queue queue) {
    byte[] storeKey = key(QUEUE, key).toBytes();
    byte[] before = store.get(storeKey);
    if (queue == null) {
      store.delete(storeKey);
      return before != null;
    }
    byte[] after = bytes(queue);
    store.put(storeKey, after);
    return !Arrays.equals(before, after);
  }

  private static byte[] bytes(Queue queue) {
    try {
      return queue.toByteBuffer().array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void putTicket(QueueKey queue, WaitingTicket ticket) {
    ValueWriter value = new ValueWriter().number(ticket.createdOn().toEpochDay());
    if (ticket.team() != null) {
      value.text(ticket.team());
    }
    store.put(key(TICKET, queue).text(ticket.ticket()).toBytes(), value.toBytes());
  }

  void deleteTicket(QueueKey queue, String ticket) {
    store.delete(key(TICKET, queue).text(ticket).toBytes());
  }

  /** Up to {@code most} tickets behind the given one, from the first when it is empty. */
  List<WaitingTicket> ticketsAfter(QueueKey queue, String ticket, int most) {
    byte[] all = key(TICKET, queue).toBytes();
    byte[] end = all.clone();
    end[end.length - 1]++;
    byte[] start = ticket.isEmpty() ? all : behind(key(TICKET, queue).text(ticket).toBytes());
    List<WaitingTicket> tickets = new ArrayList<>();
    try (OrderedStore.Scan scan = store.range(start, end)) {
      while (scan.hasNext() && tickets.size() < most) {
        tickets.add(ticketOf(scan.next()));
      }
    }
    return tickets;
  }

  void putSweep(QueueKey queue, String sweptTo) {
    byte[] key = key(SWEEP, queue).toBytes();
    if (store.get(key) == null) {
      pendingSweeps++;
    }
    store.put(key, sweptTo.getBytes(StandardCharsets.UTF_8));
  }

  void deleteSweep(QueueKey queue) {
    store.delete(key(SWEEP, queue).toBytes());
    pendingSweeps--;
  }

  @Nullable Sweep nextSweep() {
    if (pendingSweeps == 0) {
      return null;
    }
    try (OrderedStore.Scan scan = store.scan(new byte[] {(byte) SWEEP})) {
      OrderedStore.Entry entry = scan.next();
      KeyReader key = new KeyReader(entry.key());
      QueueKey queue = new QueueKey(key.text(), key.text());
      return new Sweep(queue, new String(entry.value(), StandardCharsets.UTF_8));
    }
  }

  long pendingSweeps() {
    return pendingSweeps;
  }

  private static WaitingTicket ticketOf(OrderedStore.Entry entry) {
    KeyReader key = new KeyReader(entry.key());
    key.text();
    key.text();
    ValueReader value = new ValueReader(entry.value());
    LocalDate createdOn = LocalDate.ofEpochDay(value.number());
    return new WaitingTicket(key.text(), createdOn, value.hasMore() ? value.text() : null);
  }

  /** The least key above the given one. */
  private static byte[] behind(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  private static KeyWriter key(char kind, QueueKey queue) {
    return KeyWriter.kind(kind).text(queue.getSource()).text(queue.getQueue());
  }
}
