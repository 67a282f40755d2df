package dev.plumbline.streams.opsdemand.tickets;

import dev.plumbline.event.TicketKey;
import dev.plumbline.event.TicketTransition;
import dev.plumbline.fact.Ticket;
import dev.plumbline.opsdemand.TicketOwner;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The tickets' entries in an ordered store. */
final class TicketStore {

  private static final char TICKET = 'T';

  /** What the ticket's queue last answered. */
  private static final char OWNER = 'O';

  /** Reopenings, so that one told twice is one. */
  private static final char REOPENING = 'R';

  /** Rows as they were last written. */
  private static final char WRITTEN = 'W';

  private static final byte[] NOTHING = {};

  private final OrderedStore store;

  TicketStore(OrderedStore store) {
    this.store = store;
  }

  @Nullable MergedTicket ticket(TicketKey key) {
    byte[] value = store.get(key(TICKET, key).toBytes());
    return value == null ? null : MergedTicket.fromBytes(value);
  }

  void putTicket(TicketKey key, MergedTicket ticket) {
    store.put(key(TICKET, key).toBytes(), ticket.toBytes());
  }

  @Nullable TicketOwner owner(TicketKey key) {
    byte[] value = store.get(key(OWNER, key).toBytes());
    try {
      return value == null ? null : TicketOwner.fromByteBuffer(ByteBuffer.wrap(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void putOwner(TicketKey key, TicketOwner owner) {
    try {
      store.put(key(OWNER, key).toBytes(), owner.toByteBuffer().array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void deleteOwner(TicketKey key) {
    store.delete(key(OWNER, key).toBytes());
  }

  @Nullable Ticket written(TicketKey key) {
    byte[] value = store.get(key(WRITTEN, key).toBytes());
    try {
      return value == null ? null : Ticket.fromByteBuffer(ByteBuffer.wrap(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void putWritten(TicketKey key, @Nullable Ticket ticket) {
    byte[] storeKey = key(WRITTEN, key).toBytes();
    if (ticket == null) {
      store.delete(storeKey);
      return;
    }
    try {
      store.put(storeKey, ticket.toByteBuffer().array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps a reopening; says whether it was told for the first time. */
  boolean addReopening(TicketKey key, TicketTransition reopening) {
    byte[] storeKey =
        key(REOPENING, key)
            .number(reopening.getAt().toEpochMilli())
            .text(reopening.getAfter())
            .toBytes();
    boolean isNew = store.get(storeKey) == null;
    if (isNew) {
      store.put(storeKey, NOTHING);
    }
    return isNew;
  }

  private static KeyWriter key(char kind, TicketKey key) {
    return KeyWriter.kind(kind).text(key.getSource()).text(key.getTicket());
  }
}
