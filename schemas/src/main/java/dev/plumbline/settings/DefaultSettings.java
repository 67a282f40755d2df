package dev.plumbline.settings;

import dev.plumbline.organisation.EnvironmentType;
import dev.plumbline.organisation.IncidentRule;
import dev.plumbline.organisation.Settings;
import java.util.List;

/** What holds where the organisation says nothing else. */
public final class DefaultSettings {

  /** The type of environments that figures speak of when nobody says otherwise. */
  public static final String PRODUCTION = "production";

  private static final Settings SETTINGS =
      Settings.newBuilder()
          .setEnvironmentTypes(
              List.of(
                  type(PRODUCTION, "prod|production|live"),
                  type("staging", "stg|stage|staging|preprod|pre-prod|uat"),
                  type("test", "test|qa"),
                  type("development", "dev|development"),
                  new EnvironmentType("ephemeral", "(?i)(pr|preview|review)[-_./ ].*")))
          .setIncidentRules(
              List.of(
                  IncidentRule.newBuilder().setKind("incident").build(),
                  IncidentRule.newBuilder().setLabel("incident").build()))
          .setHotfixBranches(List.of("(?i)hotfix([/_-].*)?"))
          .setHotfixLabels(List.of("hotfix"))
          .setHotfixTitles(List.of("(?i)\\bhotfix\\b"))
          .build();

  private DefaultSettings() {}

  /** The defaults; a copy, for records can be changed. */
  public static Settings settings() {
    return Settings.newBuilder(SETTINGS).build();
  }

  /** A name alone, or followed by what tells it from others: "prod-eu". */
  private static EnvironmentType type(String type, String names) {
    return new EnvironmentType(type, "(?i)(" + names + ")([-_./ ].*)?");
  }
}
