package dev.plumbline.ingest.github;

import dev.plumbline.event.MembershipKind;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.payload.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who joined or left a team. */
final class MembershipEvents implements EventKind {

  private final Memberships memberships;

  MembershipEvents(Memberships memberships) {
    this.memberships = memberships;
  }

  @Override
  public List<Event<?, ?>> read(Occurrence occurrence) {
    Field member = occurrence.body().at("member");
    String team = team(occurrence.body().at("team").requireObject());
    Boolean isMember = isMember(occurrence.action());
    // A team that is being deleted may have no name any more, and then nobody can say which it was.
    if (team == null || isMember == null) {
      return List.of();
    }
    String organization = occurrence.body().at("organization").at("login").requireText();
    return memberships.of(
        occurrence, member, MembershipKind.TEAM, organization + "/" + team, isMember);
  }

  private static @Nullable String team(Field team) {
    String slug = team.at("slug").text();
    return slug == null ? team.at("name").text() : slug;
  }

  private static @Nullable Boolean isMember(@Nullable String action) {
    if ("added".equals(action)) {
      return true;
    }
    return "removed".equals(action) ? (Boolean) false : null;
  }
}
