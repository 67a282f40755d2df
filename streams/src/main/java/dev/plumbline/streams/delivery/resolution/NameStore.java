package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.delivery.NameClaim;
import dev.plumbline.delivery.Renaming;
import dev.plumbline.delivery.RepositoryMapping;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.streams.delivery.terms.Records;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of names in an ordered store. */
final class NameStore {

  /** From name and repository to the repository's claim. */
  private static final char CLAIM = 'C';

  /** From a name before and a name after to the version of the renaming. */
  private static final char LEFT = 'L';

  /** The same from the name after. */
  private static final char CAME = 'N';

  /** From name to what it was last said to stand for. */
  private static final char TOLD = 'T';

  private final OrderedStore store;

  NameStore(OrderedStore store) {
    this.store = store;
  }

  /**
   * A renaming seen from one of its names.
   *
   * @param name the other name
   */
  record Move(String name, long version) {

    /** Equally old ones by name, so that the order of arrival never decides. */
    static final Comparator<Move> BY_AGE =
        Comparator.comparingLong(Move::version).thenComparing(Move::name);
  }

  void put(NameClaim claim) {
    byte[] key =
        key(CLAIM, claim.getSource(), claim.getName()).text(claim.getRepository()).toBytes();
    if (claim.getPresent()) {
      store.put(key, Records.encoded(claim::toByteBuffer));
    } else {
      store.delete(key);
    }
  }

  /** The claim that holds, null when there is none. */
  @Nullable NameClaim claim(String source, String name) {
    try (OrderedStore.Scan claims = store.scan(key(CLAIM, source, name).toBytes())) {
      return claims.hasNext()
          ? Records.decoded(claims.next().value(), NameClaim::fromByteBuffer)
          : null;
    }
  }

  /** Whether it was new. */
  boolean put(Renaming renaming) {
    String source = renaming.getSource();
    byte[] left = key(LEFT, source, renaming.getBefore()).text(renaming.getAfter()).toBytes();
    byte[] came = key(CAME, source, renaming.getAfter()).text(renaming.getBefore()).toBytes();
    byte[] known = store.get(left);
    if (known != null && new ValueReader(known).number() >= renaming.getVersion()) {
      return false;
    }
    byte[] version = new ValueWriter().number(renaming.getVersion()).toBytes();
    store.put(left, version);
    store.put(came, version);
    return true;
  }

  List<Move> movesFrom(String source, String name) {
    return moves(LEFT, source, name);
  }

  List<Move> movesTo(String source, String name) {
    return moves(CAME, source, name);
  }

  private List<Move> moves(char kind, String source, String name) {
    List<Move> moves = new ArrayList<>();
    try (OrderedStore.Scan scan = store.scan(key(kind, source, name).toBytes())) {
      while (scan.hasNext()) {
        OrderedStore.Entry entry = scan.next();
        KeyReader key = new KeyReader(entry.key());
        key.text();
        key.text();
        moves.add(new Move(key.text(), new ValueReader(entry.value()).number()));
      }
    }
    return moves;
  }

  @Nullable RepositoryMapping told(RepositoryKey name) {
    byte[] value = store.get(key(TOLD, name.getSource(), name.getRepository()).toBytes());
    return value == null ? null : Records.decoded(value, RepositoryMapping::fromByteBuffer);
  }

  void putTold(RepositoryKey name, @Nullable RepositoryMapping mapping) {
    byte[] key = key(TOLD, name.getSource(), name.getRepository()).toBytes();
    if (mapping == null) {
      store.delete(key);
    } else {
      store.put(key, Records.encoded(mapping::toByteBuffer));
    }
  }

  private static KeyWriter key(char kind, String source, String name) {
    return KeyWriter.kind(kind).text(source).text(name);
  }
}
