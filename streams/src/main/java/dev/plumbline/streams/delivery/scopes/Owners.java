package dev.plumbline.streams.delivery.scopes;

import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Service;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Who owns a service when. */
final class Owners {

  /** Of several at once, which the organisation should not say, the newest, then by name. */
  private static final Comparator<Ownership> BY_PRECEDENCE =
      Comparator.comparing(Owners::start).reversed().thenComparing(Ownership::getTeam);

  private Owners() {}

  /** The team that owns the service on the day, empty when none does. */
  static String on(LocalDate day, @Nullable Service service) {
    if (service == null) {
      return "";
    }
    return service.getOwners().stream()
        .filter(owner -> isOwner(owner, day))
        .min(BY_PRECEDENCE)
        .map(Ownership::getTeam)
        .orElse("");
  }

  private static boolean isOwner(Ownership owner, LocalDate day) {
    return !owner.getTeam().isEmpty()
        && !day.isBefore(start(owner))
        && (owner.getTo() == null || day.isBefore(owner.getTo()));
  }

  private static LocalDate start(Ownership owner) {
    return owner.getFrom() == null ? LocalDate.MIN : owner.getFrom();
  }
}
