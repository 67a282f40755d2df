package dev.plumbline.streams.opsdemand.tickets;

import dev.plumbline.fact.Ticket;
import dev.plumbline.opsdemand.DemandChange;
import dev.plumbline.opsdemand.DemandScope;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a ticket counts, or is named among those that do not.
 *
 * @param scope its queue, its team or the organisation
 * @param month first day of the month of its creation
 * @param reason why it is not counted, empty when it is
 */
record Contribution(DemandScope scope, LocalDate month, String reason) {

  private static final DemandScope ORGANISATION = new DemandScope("organisation", "organisation");

  /** What a row that took the place of another changes. */
  static void changes(
      @Nullable Ticket before,
      @Nullable Ticket after,
      BiConsumer<DemandScope, DemandChange> output) {
    Set<Contribution> old = of(before);
    Set<Contribution> now = of(after);
    old.stream().filter(each -> !now.contains(each)).forEach(each -> each.send(-1, output));
    now.stream().filter(each -> !old.contains(each)).forEach(each -> each.send(1, output));
  }

  /** None of a ticket that is deleted, or of whose creation nothing is known: no month is its. */
  private static Set<Contribution> of(@Nullable Ticket ticket) {
    Set<Contribution> contributions = new LinkedHashSet<>();
    if (ticket == null || ticket.getCreatedAt() == null) {
      return contributions;
    }
    LocalDate month = LocalDate.ofInstant(ticket.getCreatedAt(), ZoneOffset.UTC).withDayOfMonth(1);
    String reason = ticket.getExcludedReason() == null ? "" : ticket.getExcludedReason();
    contributions.add(new Contribution(ORGANISATION, month, reason));
    if (!ticket.getQueue().isEmpty()) {
      contributions.add(
          new Contribution(new DemandScope("queue", ticket.getQueue()), month, reason));
    }
    if (ticket.getTeam() != null) {
      contributions.add(new Contribution(new DemandScope("team", ticket.getTeam()), month, reason));
    }
    return contributions;
  }

  private void send(int change, BiConsumer<DemandScope, DemandChange> output) {
    output.accept(scope, new DemandChange(month, reason, change));
  }
}
