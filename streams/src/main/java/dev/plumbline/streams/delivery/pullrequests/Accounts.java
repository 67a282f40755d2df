package dev.plumbline.streams.delivery.pullrequests;

import dev.plumbline.delivery.AuthoredPullRequest;
import dev.plumbline.event.ActorKind;
import dev.plumbline.event.PersonKey;
import dev.plumbline.fact.Account;
import dev.plumbline.organisation.Person;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of accounts: how many pull requests each opened, what kind it is, and whether the
 * organisation says whose it is. An account that any pull request shows as a machine's is one. Not
 * thread-safe.
 */
public final class Accounts {

  /** From account and pull request to the kind of author. */
  private static final char PULL_REQUEST = 'p';

  /** From account to what its pull requests add up to. */
  private static final char ACCOUNT = 'a';

  private final OrderedStore store;
  private final BiConsumer<PersonKey, @Nullable Account> output;

  /**
   * @param output takes each row that changes, null where there is none any more
   */
  public Accounts(OrderedStore store, BiConsumer<PersonKey, @Nullable Account> output) {
    this.store = store;
    this.output = output;
  }

  /**
   * What is known of an account.
   *
   * @param humans pull requests that say that their author is a human
   * @param bots those that say it is a machine
   * @param unknown those that do not say
   * @param isMapped whether the organisation says whose it is
   */
  private record Sums(long humans, long bots, long unknown, boolean isMapped) {

    static final Sums NONE = new Sums(0, 0, 0, false);

    Sums plus(String kind, int change) {
      if (kind.equals(ActorKind.HUMAN.name())) {
        return new Sums(humans + change, bots, unknown, isMapped);
      }
      return kind.equals(ActorKind.BOT.name())
          ? new Sums(humans, bots + change, unknown, isMapped)
          : new Sums(humans, bots, unknown + change, isMapped);
    }

    Sums mapped(boolean isMappedNow) {
      return new Sums(humans, bots, unknown, isMappedNow);
    }

    @Nullable Account row() {
      long all = humans + bots + unknown;
      if (all == 0) {
        return null;
      }
      ActorKind kind = bots > 0 ? ActorKind.BOT : humans > 0 ? ActorKind.HUMAN : ActorKind.UNKNOWN;
      return new Account(kind.name(), all, isMapped);
    }

    byte[] toBytes() {
      return new ValueWriter()
          .number(humans)
          .number(bots)
          .number(unknown)
          .number(isMapped ? 1 : 0)
          .toBytes();
    }

    static Sums fromBytes(byte[] bytes) {
      ValueReader reader = new ValueReader(bytes);
      return new Sums(reader.number(), reader.number(), reader.number(), reader.count() == 1);
    }
  }

  /** Adds a pull request to the account, or takes it away. */
  public void apply(PersonKey account, AuthoredPullRequest authored) {
    byte[] key =
        key(PULL_REQUEST, account)
            .text(authored.getRepository())
            .text(authored.getPullRequest())
            .toBytes();
    byte[] known = store.get(key);
    Sums sums = sums(account);
    Sums changed = known == null ? sums : sums.plus(new String(known, StandardCharsets.UTF_8), -1);
    if (authored.getPresent()) {
      changed = changed.plus(authored.getAuthorKind(), 1);
      store.put(key, authored.getAuthorKind().getBytes(StandardCharsets.UTF_8));
    } else {
      store.delete(key);
    }
    replace(account, sums, changed);
  }

  /** Takes the organisation's word on whose account it is, null when it has none (any more). */
  public void map(PersonKey account, @Nullable Person person) {
    Sums sums = sums(account);
    replace(account, sums, sums.mapped(person != null));
  }

  private void replace(PersonKey account, Sums before, Sums after) {
    byte[] key = key(ACCOUNT, account).toBytes();
    if (after.equals(Sums.NONE)) {
      store.delete(key);
    } else {
      store.put(key, after.toBytes());
    }
    if (!Objects.equals(before.row(), after.row())) {
      output.accept(account, after.row());
    }
  }

  private Sums sums(PersonKey account) {
    byte[] known = store.get(key(ACCOUNT, account).toBytes());
    return known == null ? Sums.NONE : Sums.fromBytes(known);
  }

  private static KeyWriter key(char kind, PersonKey account) {
    return KeyWriter.kind(kind).text(account.getSource()).text(account.getPerson());
  }
}
