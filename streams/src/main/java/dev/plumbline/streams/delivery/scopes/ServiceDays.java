package dev.plumbline.streams.delivery.scopes;

import dev.plumbline.delivery.ScopeChange;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.Settings;
import dev.plumbline.streams.delivery.cells.DaySums;
import dev.plumbline.streams.delivery.scopes.ServiceDayStore.DayPart;
import dev.plumbline.streams.delivery.scopes.ServiceDayStore.StoredDay;
import dev.plumbline.streams.delivery.terms.KnownSettings;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.state.OrderedStore;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what each day of a service adds up to and to which team and type of environments that was
 * counted, and tells scopes the differences. When owners or types change, days move, and no fact;
 * they do so in bounded slices. Not thread-safe.
 */
public final class ServiceDays {

  /** Keeps a message and an entry at a few hundred kilobytes: a value takes about four bytes. */
  static final int VALUES_PER_PART = 50_000;

  /** Days are long or short; as many as this many bytes cost as much as an entry. */
  private static final int BYTES_PER_ENTRY = 256;

  private static final int DAYS_AT_ONCE = 20;

  private final ServiceDayStore store;
  private final KnownSettings settings;
  private final Consumer<ScopeChange> output;

  public ServiceDays(OrderedStore store, Consumer<ScopeChange> output) {
    this.store = new ServiceDayStore(store);
    this.settings = new KnownSettings(store, "days");
    this.output = output;
  }

  /** Sweeps over days that are still to be given to their owners or types. */
  public long pendingWork() {
    return store.pendingSweeps();
  }

  /** Takes the record of a service, null when it was removed. */
  public void declare(String service, @Nullable Service record) {
    if (store.putService(service, record)) {
      store.startSweep(service);
    }
  }

  /** Takes the organisation's rules, null for the defaults. */
  public void apply(@Nullable Settings said) {
    if (settings.put(said, List.of(Settings::getEnvironmentTypes))) {
      store.startSweep(ServiceDayStore.ALL);
    }
  }

  /** Replaces what a day adds up to. */
  public void apply(Target target, LocalDate day, DaySums sums) {
    List<DaySums> parts = sums.parts(VALUES_PER_PART);
    DayPart first = new DayPart(target.service(), target.environment(), day, 0);
    for (int part = 0; part < parts.size(); part++) {
      replace(first.numbered(part), parts.get(part));
    }
    store.partsFrom(first.numbered(parts.size())).forEach(gone -> replace(gone, DaySums.NONE));
  }

  /**
   * Does pending work.
   *
   * @param budget about how many days may change hands
   */
  public void settle(int budget) {
    int left = budget;
    String sweep = store.nextSweep();
    while (left > 0 && sweep != null) {
      left -= sweep(sweep);
      sweep = store.nextSweep();
    }
  }

  private int sweep(String sweep) {
    List<OrderedStore.Entry> days = store.daysOf(sweep, DAYS_AT_ONCE);
    int effort = 1;
    for (OrderedStore.Entry day : days) {
      replace(DayPart.of(day.key()), StoredDay.fromBytes(day.value()).sums());
      effort += 1 + day.value().length / BYTES_PER_ENTRY;
    }
    if (days.size() < DAYS_AT_ONCE) {
      store.deleteSweep(sweep);
    } else {
      store.putSweep(sweep, days.get(days.size() - 1).key());
    }
    return effort;
  }

  private void replace(DayPart part, DaySums now) {
    StoredDay before = store.day(part);
    String team = Owners.on(part.day(), store.service(part.service()));
    StoredDay after = new StoredDay(team, settings.typeOf(part.environment()), now);
    if (after.equals(before)) {
      return;
    }
    store.put(part, after);
    tell("organisation", "organisation", part.day(), before, "organisation", after);
    tell("team", before.team(), part.day(), before, team, after);
  }

  /** Tells a difference where both count to one scope, else what one loses and the other gets. */
  private void tell(
      String scopeKind,
      String scopeBefore,
      LocalDate day,
      StoredDay before,
      String scope,
      StoredDay after) {
    if (scopeBefore.equals(scope) && before.type().equals(after.type())) {
      tell(scopeKind, scope, after.type(), day, after.sums().minus(before.sums()));
    } else {
      tell(scopeKind, scopeBefore, before.type(), day, DaySums.NONE.minus(before.sums()));
      tell(scopeKind, scope, after.type(), day, after.sums());
    }
  }

  private void tell(String scopeKind, String scope, String type, LocalDate day, DaySums change) {
    if (!scope.isEmpty() && !change.isNothing()) {
      output.accept(
          ScopeChange.newBuilder()
              .setScopeKind(scopeKind)
              .setScope(scope)
              .setEnvironment(type)
              .setDay(day)
              .setCounters(change.counters().counts())
              .setMeasures(change.messages())
              .build());
    }
  }
}
