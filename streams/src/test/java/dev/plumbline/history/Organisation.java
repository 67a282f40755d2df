package dev.plumbline.history;

import dev.plumbline.event.PersonKey;
import dev.plumbline.oracle.delivery.Message;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.EnvironmentName;
import dev.plumbline.organisation.EnvironmentType;
import dev.plumbline.organisation.IncidentRule;
import dev.plumbline.organisation.IncidentService;
import dev.plumbline.organisation.IncidentServiceKind;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Person;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.organisation.RepositoryService;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.organisation.Settings;
import dev.plumbline.organisation.SettingsKey;
import dev.plumbline.settings.DefaultSettings;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the organisation says of repositories, services, accounts and rules, and what it said before
 * of some of them: repositories get other names and services, services other owners, environments
 * other types, incidents another window.
 */
final class Organisation {

  private static final List<String> TEAMS = List.of("blue", "green", "red");

  private final Dice dice;
  private final List<Message> before = new ArrayList<>();
  private final List<Message> now = new ArrayList<>();

  Organisation(Dice dice, List<Names> repositories) {
    this.dice = dice;
    for (Names names : repositories) {
      if (!dice.once(8)) {
        say(
            Topics.ORGANISATION_REPOSITORIES,
            new CanonicalRepository(names.plain()),
            () -> repository(names));
      }
    }
    for (String service : List.of("service-1", "service-2", "service-3")) {
      String name = dice.named(service);
      if (!dice.once(5)) {
        say(Topics.ORGANISATION_SERVICES, new ServiceKey(name), () -> new Service(name, owners()));
      }
    }
    for (String person : List.of("anna", "bert")) {
      if (dice.once(2)) {
        say(
            Topics.ORGANISATION_PEOPLE,
            new PersonKey("github", person),
            () -> Person.newBuilder().setPerson(person + "-herself").build());
      }
    }
    if (!dice.once(3)) {
      say(Topics.ORGANISATION_SETTINGS, new SettingsKey(0), this::settings);
    }
  }

  /** What it said before it said what stands now; at most one word for each key. */
  List<Message> before() {
    return before;
  }

  /** What stands now; the last word for each key. */
  List<Message> now() {
    return now;
  }

  private void say(Topic<?, ?> topic, SpecificRecord key, Supplier<SpecificRecord> word) {
    boolean isTakenBack = dice.once(15);
    if (isTakenBack || dice.once(3)) {
      before.add(new Message(topic, key, word.get()));
    }
    now.add(new Message(topic, key, isTakenBack ? null : word.get()));
  }

  private Repository repository(Names names) {
    List<RepositoryAlias> aliases = new ArrayList<>();
    aliases.add(new RepositoryAlias("git", names.plain()));
    if (!dice.once(4)) {
      aliases.add(new RepositoryAlias("github", names.now()));
    }
    if (dice.once(3)) {
      aliases.add(new RepositoryAlias("github", names.before()));
    }
    List<RepositoryService> services = new ArrayList<>();
    boolean isMonorepo = dice.once(2);
    for (int i = dice.any(0, 1, 1, 2, 2); i > 0; i--) {
      List<String> owned = List.of(i == 1 ? "services/one" : "services/two/");
      services.add(
          new RepositoryService(
              dice.named("service-" + i), "production", isMonorepo ? owned : List.of()));
    }
    if (dice.once(8)) {
      services.add(new RepositoryService(dice.named("service-1"), "prod-eu", List.of("shared")));
    }
    return new Repository(names.plain(), aliases, services);
  }

  private List<Ownership> owners() {
    List<Ownership> owners = new ArrayList<>();
    LocalDate from = null;
    for (int i = dice.below(4); i > 0; i--) {
      LocalDate start = from == null ? LocalDate.parse("2024-02-26") : from;
      LocalDate to = start.plusDays(1 + dice.below(5));
      owners.add(new Ownership(dice.any(TEAMS), from, i > 1 && !dice.once(5) ? to : null));
      from = dice.once(4) ? to.plusDays(2) : to;
    }
    return owners;
  }

  private Settings settings() {
    Settings.Builder settings =
        Settings.newBuilder(DefaultSettings.settings())
            .setIncidentWindowSeconds(dice.any(86_400L, 86_400L, 3_600L, 43_200L));
    if (!dice.once(3)) {
      settings.setEnvironmentNames(
          List.of(
              new EnvironmentName(dice.any("production", "production", "shared"), "tenant-.+")));
    }
    if (dice.once(3)) {
      settings.setEnvironmentTypes(
          List.of(
              new EnvironmentType("production", "production|tenant-a"),
              new EnvironmentType("other", "prod.*")));
    }
    if (dice.once(2)) {
      settings.setIncidentRules(
          List.of(
              IncidentRule.newBuilder().setSource("jira").setLabel("incident").build(),
              IncidentRule.newBuilder().setQueue("OPS").setKind("bug").build()));
    }
    if (!dice.once(3)) {
      settings.setIncidentServices(
          List.of(
              new IncidentService(
                  "pager", IncidentServiceKind.SERVICE, dice.named("P1"), dice.named("service-1")),
              new IncidentService(
                  "pager", IncidentServiceKind.SERVICE, "Shop", dice.named("service-2")),
              new IncidentService(
                  "jira", IncidentServiceKind.COMPONENT, "checkout", dice.named("service-1")),
              new IncidentService(
                  "jira", IncidentServiceKind.LABEL, "web", dice.named("service-2")),
              new IncidentService(
                  "jira", IncidentServiceKind.QUEUE, "OPS", dice.named("service-1"))));
    }
    return settings.build();
  }
}
