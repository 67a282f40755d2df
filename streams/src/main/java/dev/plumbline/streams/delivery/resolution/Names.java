package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.delivery.NameClaim;
import dev.plumbline.delivery.Renaming;
import dev.plumbline.delivery.RepositoryMapping;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.streams.delivery.resolution.NameStore.Move;
import dev.plumbline.streams.state.OrderedStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells which repository a name at a source stands for.
 *
 * <p>A claim of the organisation holds before all else; of several to one name, which it should not
 * make, the one whose repository comes first. A name that a repository left by being renamed stands
 * for what its next name stands for, unless a repository came (back) to it by a newer renaming.
 * Every other name stands for itself. Not thread-safe.
 */
public final class Names {

  private final NameStore store;
  private final BiConsumer<RepositoryKey, RepositoryMapping> output;

  /**
   * @param output takes what a name stands for whenever that changes
   */
  public Names(OrderedStore store, BiConsumer<RepositoryKey, RepositoryMapping> output) {
    this.store = new NameStore(store);
    this.output = output;
  }

  /** Takes the organisation's claim to a name, or takes it back. */
  public void apply(NameClaim claim) {
    store.put(claim);
    refresh(claim.getSource(), claim.getName());
  }

  /** Takes a renaming. */
  public void apply(Renaming renaming) {
    boolean isNew = !renaming.getBefore().equals(renaming.getAfter()) && store.put(renaming);
    if (isNew) {
      refresh(renaming.getSource(), renaming.getBefore());
      refresh(renaming.getSource(), renaming.getAfter());
    }
  }

  /** Tells what is new of the name and of all from which renamings lead to it. */
  private void refresh(String source, String name) {
    Set<String> seen = new LinkedHashSet<>(List.of(name));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      String next = open.pop();
      tell(source, next);
      store.movesTo(source, next).stream().map(Move::name).filter(seen::add).forEach(open::add);
    }
  }

  private void tell(String source, String name) {
    RepositoryKey key = new RepositoryKey(source, name);
    RepositoryMapping before = store.told(key);
    RepositoryMapping after = mapping(source, name);
    if (Objects.equals(before, after)) {
      return;
    }
    store.putTold(key, after);
    if (after != null) {
      output.accept(key, after);
    } else if (before != null) {
      output.accept(key, RepositoryMapping.newBuilder(before).setPresent(false).build());
    }
  }

  /** What the name stands for, null when it stands for itself and nobody claims it. */
  private @Nullable RepositoryMapping mapping(String source, String name) {
    TreeSet<String> passed = new TreeSet<>(List.of(name));
    String current = name;
    NameClaim claim = store.claim(source, current);
    String next = claim == null ? nextName(source, current) : null;
    while (next != null && passed.add(next)) {
      current = next;
      claim = store.claim(source, current);
      next = claim == null ? nextName(source, current) : null;
    }
    if (claim != null) {
      return new RepositoryMapping(claim.getRepository(), true, claim.getServices());
    }
    String last = next == null ? current : leastInCircle(source, next);
    return last.equals(name) ? null : new RepositoryMapping(last, true, List.of());
  }

  /** Where the repository that had the name went, null if one has it still or again. */
  private @Nullable String nextName(String source, String name) {
    Move left = newest(store.movesFrom(source, name));
    Move came = newest(store.movesTo(source, name));
    boolean isGone = left != null && (came == null || left.version() >= came.version());
    return isGone && left != null ? left.name() : null;
  }

  private static @Nullable Move newest(List<Move> moves) {
    return moves.stream().max(Move.BY_AGE).orElse(null);
  }

  /**
   * Renamings in a circle all have the same version, or the newest would have broken it. Then any
   * name would do, as long as it is the same for all.
   */
  private String leastInCircle(String source, String name) {
    TreeSet<String> circle = new TreeSet<>();
    String current = name;
    while (current != null && circle.add(current)) {
      current = nextName(source, current);
    }
    return circle.first();
  }
}
