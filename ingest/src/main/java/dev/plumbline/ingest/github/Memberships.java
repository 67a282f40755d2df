package dev.plumbline.ingest.github;

import dev.plumbline.event.MembershipKind;
import dev.plumbline.event.MembershipObserved;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.payload.Field;
import java.util.List;

/** People in groups. GitHub does not say when, so the acceptance of the delivery has to do. */
final class Memberships {

  private final Accounts accounts;

  Memberships(Accounts accounts) {
    this.accounts = accounts;
  }

  List<Event<?, ?>> of(
      Occurrence occurrence, Field user, MembershipKind kind, String group, boolean isMember) {
    String person = accounts.pseudonym(occurrence.source(), user);
    // A deleted account has no id left.
    if (person == null) {
      return List.of();
    }
    return List.of(
        Events.membership(
            MembershipObserved.newBuilder()
                .setSource(occurrence.source())
                .setPerson(person)
                .setPersonKind(accounts.kind(user))
                .setKind(kind)
                .setGroup(group)
                .setMember(isMember)
                .setAt(occurrence.acceptedAt())
                .build()));
  }
}
