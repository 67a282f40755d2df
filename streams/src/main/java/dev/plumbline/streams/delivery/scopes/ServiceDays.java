package dev.plumbline.streams.delivery.scopes;

import dev.plumbline.delivery.ScopeChange;
import dev.plumbline.delivery.ServiceDay;
import dev.plumbline.organisation.Service;
import dev.plumbline.streams.delivery.cells.DaySums;
import dev.plumbline.streams.delivery.scopes.ServiceDayStore.DayPart;
import dev.plumbline.streams.delivery.scopes.ServiceDayStore.StoredDay;
import dev.plumbline.streams.delivery.scopes.ServiceDayStore.Sweep;
import dev.plumbline.streams.state.OrderedStore;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what each day of a service adds up to and to which team that was counted, and tells scopes
 * the differences. Not thread-safe.
 */
public final class ServiceDays {

  private final ServiceDayStore store;
  private final Consumer<ScopeChange> output;

  public ServiceDays(OrderedStore store, Consumer<ScopeChange> output) {
    this.store = new ServiceDayStore(store);
    this.output = output;
  }

  /** Services whose days are still to be given to their owners. */
  public long pendingWork() {
    return store.pendingSweeps();
  }

  /** Takes the record of a service, null when it was removed. */
  public void declare(String service, @Nullable Service record) {
    if (store.putService(service, record)) {
      store.startSweep(service);
    }
  }

  /** Replaces what was said of a day. */
  public void apply(ServiceDay said) {
    DayPart part =
        new DayPart(said.getService(), said.getEnvironment(), said.getDay(), said.getPart());
    replace(
        part,
        DaySums.of(said.getDeployments(), said.getExcluded(), said.getSeconds(), said.getCounts()));
    if (said.getPart() == 0) {
      store.partsFrom(part.numbered(said.getParts())).forEach(gone -> replace(gone, DaySums.NONE));
    }
  }

  /**
   * Does pending work.
   *
   * @param budget how many days may change hands
   */
  public void settle(int budget) {
    int left = budget;
    Sweep sweep = store.nextSweep();
    while (left > 0 && sweep != null) {
      left -= 1 + sweep(sweep, left);
      sweep = store.nextSweep();
    }
  }

  private int sweep(Sweep sweep, int most) {
    List<OrderedStore.Entry> days = store.daysOf(sweep, most);
    for (OrderedStore.Entry day : days) {
      replace(DayPart.of(day.key()), StoredDay.fromBytes(day.value()).sums());
    }
    if (days.size() < most) {
      store.deleteSweep(sweep);
    } else {
      store.putSweep(sweep.sweptTo(days.get(days.size() - 1).key()));
    }
    return days.size();
  }

  private void replace(DayPart part, DaySums now) {
    StoredDay before = store.day(part);
    String team = Owners.on(part.day(), store.service(part.service()));
    StoredDay after = new StoredDay(team, now);
    if (after.equals(before)) {
      return;
    }
    store.put(part, after);
    DaySums change = now.minus(before.sums());
    tell("organisation", "organisation", part, change);
    if (team.equals(before.team())) {
      tell("team", team, part, change);
    } else {
      tell("team", before.team(), part, DaySums.NONE.minus(before.sums()));
      tell("team", team, part, now);
    }
  }

  private void tell(String scopeKind, String scope, DayPart part, DaySums change) {
    if (scope.isEmpty() || change.isNothing()) {
      return;
    }
    output.accept(
        new ScopeChange(
            scopeKind,
            scope,
            part.environment(),
            part.day(),
            Map.of(),
            Map.of(),
            change.deployments(),
            change.excluded(),
            change.distances(),
            change.counts()));
  }
}
