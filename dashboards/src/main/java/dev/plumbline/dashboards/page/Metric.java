package dev.plumbline.dashboards.page;

/** What the page shows. */
enum Metric {
  DEPLOYMENT_FREQUENCY(
      "deployment-frequency",
      "deployment-frequency@1",
      "Deployment frequency",
      "deployments",
      true),
  DEPLOYMENT_DAYS(
      "deployment-days",
      "deployment-frequency/days@1",
      "Deployment days",
      "days with a deployment",
      true),
  CHANGE_LEAD_TIME(
      "change-lead-time", "change-lead-time/commit@1", "Change lead time", "changes", false),
  TICKETS_RECEIVED(
      "ops-tickets-received", "ops-demand/tickets@1", "Tickets received", "tickets", true);

  private final String id;
  private final String definition;
  private final String title;
  private final String facts;
  private final boolean isCount;

  Metric(String id, String definition, String title, String facts, boolean isCount) {
    this.id = id;
    this.definition = definition;
    this.title = title;
    this.facts = facts;
    this.isCount = isCount;
  }

  /** Its name in rows. */
  String id() {
    return id;
  }

  String definition() {
    return definition;
  }

  String title() {
    return title;
  }

  /** What n counts, in the plural. */
  String facts() {
    return facts;
  }

  boolean isCount() {
    return isCount;
  }
}
