package dev.plumbline.dashboards.page;

import java.util.Locale;

/** What figures can be of. */
public enum ScopeKind {
  ORGANISATION("Organisation", "organisations"),
  TEAM("Team", "teams"),
  SERVICE("Service", "services"),
  QUEUE("Queue", "queues");

  private final String title;
  private final String plural;

  ScopeKind(String title, String plural) {
    this.title = title;
    this.plural = plural;
  }

  /** Its name in rows and parameters. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its name in headings. */
  String title() {
    return title;
  }

  /** Several of them, also the first part of their pages' paths. */
  public String plural() {
    return plural;
  }
}
