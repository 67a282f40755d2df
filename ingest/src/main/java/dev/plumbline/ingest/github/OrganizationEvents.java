package dev.plumbline.ingest.github;

import dev.plumbline.event.MembershipKind;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.payload.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who joined or left an organisation. Invitations, and what is done to the organisation, are not.
 */
final class OrganizationEvents implements EventKind {

  private final Memberships memberships;

  OrganizationEvents(Memberships memberships) {
    this.memberships = memberships;
  }

  @Override
  public List<Event<?, ?>> read(Occurrence occurrence) {
    Field organization = occurrence.body().at("organization").requireObject();
    Boolean isMember = isMember(occurrence.action());
    if (isMember == null) {
      return List.of();
    }
    Field user = occurrence.body().at("membership").requireObject().at("user");
    String group = organization.at("login").requireText();
    return memberships.of(occurrence, user, MembershipKind.ORGANISATION, group, isMember);
  }

  private static @Nullable Boolean isMember(@Nullable String action) {
    if ("member_added".equals(action)) {
      return true;
    }
    return "member_removed".equals(action) ? (Boolean) false : null;
  }
}
