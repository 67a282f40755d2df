package dev.plumbline.ingest.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.event.PersonKey;
import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionPhase;
import dev.plumbline.ingest.collection.InMemoryTopics;
import dev.plumbline.ingest.collection.RepositoryRecords;
import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.Fixtures;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.github.GithubMapper;
import dev.plumbline.ingest.organisation.OrganisationResult.Counts;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.Cohort;
import dev.plumbline.organisation.EnvironmentName;
import dev.plumbline.organisation.EnvironmentType;
import dev.plumbline.organisation.IncidentService;
import dev.plumbline.organisation.IncidentServiceKind;
import dev.plumbline.organisation.KnownEvent;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Person;
import dev.plumbline.organisation.Phase;
import dev.plumbline.organisation.Programme;
import dev.plumbline.organisation.ProgrammeKey;
import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.organisation.RepositoryService;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.organisation.Settings;
import dev.plumbline.organisation.SettingsKey;
import dev.plumbline.organisation.Team;
import dev.plumbline.organisation.TeamKey;
import dev.plumbline.organisation.TeamKind;
import dev.plumbline.organisation.TeamMembership;
import dev.plumbline.settings.DefaultSettings;
import dev.plumbline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class OrganisationCollectorTest {

  private static final String FILE =
      """
      schema: idp-impact/v1
      organisation: {id: acme}
      teams:
        - id: shop
          platform_adopted: 2025-12-15
          owns: {repos: [acme/shop, acme/docs], services: [{service: search, to: 2025-07-01}]}
        - {id: find, owns: {services: [{service: search, from: 2025-07-01}]}}
        - {id: infra, kind: ops, queues: [OPS]}
      services:
        - {id: basket, repository: acme/shop, environments: [production, staging]}
        - {id: search, repository: acme/search}
      repositories:
        - {id: acme/search, aliases: ["github:acme/find"]}
      """;
  private static final String HEAD = "schema: idp-impact/v1\norganisation: {id: acme}\n";
  private static final CanonicalRepository SHOP = new CanonicalRepository("acme/shop");

  private final InMemoryTopics topics = new InMemoryTopics();

  @Test
  void shouldWriteEveryKindOfRecord() {
    collect(FILE);

    assertThat(topics.all(Topics.ORGANISATION_TEAMS))
        .isEqualTo(
            Map.of(
                new TeamKey("shop"),
                new Team("shop", TeamKind.STREAM, LocalDate.parse("2025-12-15")),
                new TeamKey("find"),
                new Team("find", TeamKind.STREAM, null),
                new TeamKey("infra"),
                new Team("infra", TeamKind.OPS, null)));
    // This way round: Avro's own lists cannot compare the dates in what they hold.
    assertThat(
            Map.of(
                new ServiceKey("basket"),
                new Service("basket", List.of(new Ownership("shop", null, null))),
                new ServiceKey("search"),
                new Service(
                    "search",
                    List.of(
                        new Ownership("shop", null, LocalDate.parse("2025-07-01")),
                        new Ownership("find", LocalDate.parse("2025-07-01"), null)))))
        .isEqualTo(topics.all(Topics.ORGANISATION_SERVICES));
    assertThat(topics.all(Topics.ORGANISATION_QUEUES))
        .isEqualTo(
            Map.of(
                new QueueKey("jira", "OPS"),
                new Queue("jira", "OPS", List.of(new Ownership("infra", null, null)))));
    assertThat(topics.all(Topics.ORGANISATION_REPOSITORIES))
        .isEqualTo(
            Map.of(
                SHOP,
                new Repository(
                    "acme/shop",
                    List.of(alias("git", "acme/shop"), alias("github", "acme/shop")),
                    List.of(
                        new RepositoryService("basket", "production", List.of()),
                        new RepositoryService("basket", "staging", List.of()))),
                new CanonicalRepository("acme/search"),
                new Repository(
                    "acme/search",
                    List.of(
                        alias("git", "acme/search"),
                        alias("github", "acme/search"),
                        alias("github", "acme/find")),
                    List.of(new RepositoryService("search", "production", List.of()))),
                new CanonicalRepository("acme/docs"),
                new Repository(
                    "acme/docs",
                    List.of(alias("git", "acme/docs"), alias("github", "acme/docs")),
                    List.of())));
  }

  @Test
  void shouldSendNothingWhenNothingChanged() {
    collect(FILE);
    int size = topics.size();

    OrganisationResult result = collect(FILE);

    assertThat(topics.size()).isEqualTo(size);
    assertThat(result.teams()).isEqualTo(new Counts(3, 0, 0));
    assertThat(result.repositories()).isEqualTo(new Counts(3, 0, 0));
  }

  @Test
  void shouldSendOnlyWhatChanged() {
    collect(FILE);

    OrganisationResult result = collect(FILE.replace("2025-12-15", "2026-01-01"));

    assertThat(result.teams()).isEqualTo(new Counts(3, 1, 0));
    assertThat(result.services()).isEqualTo(new Counts(2, 0, 0));
  }

  @Test
  void shouldRemoveWhatFileHasNoLonger() {
    collect(FILE);

    OrganisationResult result =
        collect("schema: idp-impact/v1\norganisation: {id: acme}\nteams: [{id: shop}]\n");

    assertThat(result.teams()).isEqualTo(new Counts(1, 1, 2));
    assertThat(result.services()).isEqualTo(new Counts(0, 0, 2));
    assertThat(result.queues()).isEqualTo(new Counts(0, 0, 1));
    assertThat(result.repositories()).isEqualTo(new Counts(0, 0, 3));
    assertThat(topics.all(Topics.ORGANISATION_TEAMS)).hasSize(1);
    assertThat(topics.all(Topics.ORGANISATION_REPOSITORIES)).isEmpty();
  }

  @Test
  void shouldKeepWhatAnotherCollectorWrote() {
    Repository written =
        new Repository(
            "acme/shop",
            List.of(alias("git", "acme/shop")),
            List.of(new RepositoryService("cron", "production", List.of())));
    topics.send(Topics.ORGANISATION_REPOSITORIES, SHOP, written);
    topics.send(
        Topics.ORGANISATION_TEAMS, new TeamKey("other"), new Team("other", TeamKind.OPS, null));
    topics.flush();

    collect(FILE);

    assertThat(topics.find(Topics.ORGANISATION_REPOSITORIES, SHOP))
        .contains(
            new Repository(
                "acme/shop",
                List.of(alias("git", "acme/shop"), alias("github", "acme/shop")),
                List.of(
                    new RepositoryService("cron", "production", List.of()),
                    new RepositoryService("basket", "production", List.of()),
                    new RepositoryService("basket", "staging", List.of()))));

    collect("schema: idp-impact/v1\norganisation: {id: acme}\n");

    assertThat(topics.all(Topics.ORGANISATION_REPOSITORIES)).isEqualTo(Map.of(SHOP, written));
    assertThat(topics.all(Topics.ORGANISATION_TEAMS)).containsOnlyKeys(new TeamKey("other"));
  }

  @Test
  void shouldFinishWhatAnEndAtAnyPointLeft() {
    InMemoryTopics whole = new InMemoryTopics();
    collect(whole, FILE);
    for (int records = 0; records < whole.size(); records++) {
      InMemoryTopics broken = new InMemoryTopics();
      broken.failAfter(records);
      assertThatThrownBy(() -> collect(broken, FILE)).isInstanceOf(CollectionException.class);
      broken.restart();

      collect(broken, FILE);

      assertThat(broken.all(Topics.ORGANISATION_REPOSITORIES))
          .isEqualTo(whole.all(Topics.ORGANISATION_REPOSITORIES));
      assertThat(broken.all(Topics.ORGANISATION_QUEUES))
          .isEqualTo(whole.all(Topics.ORGANISATION_QUEUES));
      collect(broken, "schema: idp-impact/v1\norganisation: {id: acme}\n");
      assertThat(broken.all(Topics.ORGANISATION_REPOSITORIES)).isEmpty();
      assertThat(broken.all(Topics.ORGANISATION_TEAMS)).isEmpty();
    }
  }

  @Test
  void shouldWriteSettingsOnEveryPartition() {
    OrganisationResult result =
        collect(
            """
            schema: idp-impact/v1
            organisation: {id: acme}
            environments:
              names: {production: "live-(eu|us)"}
              types: {prod: "live.*", canary: "canary"}
            incidents:
              window: 36h
              services: [{source: pagerduty, service: PABC123, is: checkout}]
            hotfix: {labels: [urgent]}
            """);

    assertThat(topics.partitions(Topics.ORGANISATION_SETTINGS))
        .isEqualTo(
            Map.of(
                new SettingsKey(0), 0,
                new SettingsKey(1), 1,
                new SettingsKey(2), 2,
                new SettingsKey(3), 3));
    Settings defaults = DefaultSettings.settings();
    List<EnvironmentType> types = new ArrayList<>();
    types.add(new EnvironmentType("production", "live.*"));
    types.add(new EnvironmentType("canary", "canary"));
    defaults.getEnvironmentTypes().stream()
        .filter(type -> !type.getType().equals("production"))
        .forEach(types::add);
    Settings expected =
        Settings.newBuilder(defaults)
            .setEnvironmentNames(List.of(new EnvironmentName("production", "live-(eu|us)")))
            .setEnvironmentTypes(types)
            .setIncidentWindowSeconds(36 * 3600)
            .setIncidentServices(
                List.of(
                    new IncidentService(
                        "pagerduty", IncidentServiceKind.SERVICE, "PABC123", "checkout")))
            .setHotfixLabels(List.of("urgent"))
            .build();
    assertThat(topics.all(Topics.ORGANISATION_SETTINGS).values()).hasSize(4).containsOnly(expected);
    assertThat(result.settings()).isEqualTo(new Counts(4, 4, 0));
    assertThat(collect(HEAD + "environments: {names: {production: \"live-(eu|us)\"}}\n").settings())
        .isEqualTo(new Counts(4, 4, 0));
  }

  @Test
  void shouldWriteDefaultSettingsWhenFileSaysNothing() {
    collect(HEAD);

    assertThat(topics.all(Topics.ORGANISATION_SETTINGS).values())
        .containsOnly(DefaultSettings.settings());
  }

  @Test
  void shouldWritePeopleUnderTheAccountsThatMappersName() {
    collect(
        HEAD
            + """
            teams:
              - {id: shop, members: [anna, {person: bo, from: 2025-02-01, to: 2025-03-01}]}
              - {id: find, members: [anna]}
            people:
              - id: anna
                role: developer
                logins: {git: Anna@acme.example, jira: [akeller]}
                ids: {github: 4711}
                hr_start: 2025-03-03
                teams: [{team: shop, from: 2025-03-03}]
              - {id: bo, ids: {github: 99}, left: 2025-04-01}
            """);

    Pseudonyms pseudonyms = Fixtures.pseudonyms();
    Person anna =
        new Person(
            pseudonyms.ofPerson("anna"),
            "developer",
            List.of(
                new TeamMembership("find", null, null),
                new TeamMembership("shop", LocalDate.parse("2025-03-03"), null)),
            LocalDate.parse("2025-03-03"),
            null);
    Person bo =
        new Person(
            pseudonyms.ofPerson("bo"),
            null,
            List.of(
                new TeamMembership(
                    "shop", LocalDate.parse("2025-02-01"), LocalDate.parse("2025-03-01"))),
            null,
            LocalDate.parse("2025-04-01"));
    assertThat(
            Map.of(
                new PersonKey("github", pseudonyms.ofAccount("github", "4711")),
                anna,
                new PersonKey("git", pseudonyms.of("Anna", "anna@acme.example")),
                anna,
                new PersonKey("jira", pseudonyms.ofAccount("jira", "akeller")),
                anna,
                new PersonKey("github", pseudonyms.ofAccount("github", "99")),
                bo))
        .isEqualTo(topics.all(Topics.ORGANISATION_PEOPLE));

    collect(HEAD);

    assertThat(topics.all(Topics.ORGANISATION_PEOPLE)).isEmpty();
  }

  @Test
  void shouldFindThePersonBehindAWebhook() {
    collect(HEAD + "people: [{id: anna, ids: {github: 1001, jira: \"557058:a\"}}]\n");
    Pseudonyms pseudonyms = Fixtures.pseudonyms();

    Delivery membership =
        Fixtures.github(
            "membership",
            """
            {"action":"added","scope":"team","member":{"login":"anna-k","id":1001,"type":"User"},
             "team":{"name":"shop","id":1,"slug":"shop"},"organization":{"login":"acme","id":7}}
            """
                .getBytes(StandardCharsets.UTF_8));
    Mapping mapping = new GithubMapper(pseudonyms).map(membership);
    List<SpecificRecord> opened = new ArrayList<>();
    ((Mapping.Mapped) mapping).events().forEach(event -> opened.add(event.key()));

    assertThat(opened).hasSize(1);
    assertThat(topics.all(Topics.ORGANISATION_PEOPLE)).containsKey((PersonKey) opened.get(0));
  }

  @Test
  void shouldWriteProgrammeAndAdoptionOfCohorts() {
    collect(
        HEAD
            + """
            teams: [{id: shop}, {id: find}]
            programme:
              phases: {discovery: {from: 2025-09-01, to: 2025-10-12}}
              baseline_window: {from: 2025-03-01, to: 2025-08-31}
              cohorts: [{id: pioneers, teams: [shop], adopted: 2025-12-15, selection: volunteered}]
              known_events: [{from: 2025-12-20, what: freeze}]
            """);

    assertThat(
            Map.of(
                new ProgrammeKey("acme"),
                Programme.newBuilder()
                    .setOrganisation("acme")
                    .setPhases(
                        List.of(
                            new Phase(
                                "discovery",
                                LocalDate.parse("2025-09-01"),
                                LocalDate.parse("2025-10-12"))))
                    .setBaselineFrom(LocalDate.parse("2025-03-01"))
                    .setBaselineTo(LocalDate.parse("2025-08-31"))
                    .setCohorts(
                        List.of(
                            Cohort.newBuilder()
                                .setCohort("pioneers")
                                .setTeams(List.of("shop"))
                                .setAdopted(LocalDate.parse("2025-12-15"))
                                .setSelection("volunteered")
                                .build()))
                    .setKnownEvents(
                        List.of(
                            new KnownEvent(LocalDate.parse("2025-12-20"), null, "freeze", "all")))
                    .build()))
        .isEqualTo(topics.all(Topics.ORGANISATION_PROGRAMME));
    assertThat(topics.find(Topics.ORGANISATION_TEAMS, new TeamKey("shop")))
        .contains(new Team("shop", TeamKind.STREAM, LocalDate.parse("2025-12-15")));
    assertThat(topics.find(Topics.ORGANISATION_TEAMS, new TeamKey("find")))
        .contains(new Team("find", TeamKind.STREAM, null));
  }

  @Test
  void shouldGivePathsToServiceThatAnotherCollectorBrought() {
    Repository brought =
        new Repository(
            "acme/shop",
            List.of(alias("git", "acme/shop"), alias("github", "acme/shop")),
            List.of(new RepositoryService("basket", "production", List.of())));
    topics.send(Topics.ORGANISATION_REPOSITORIES, SHOP, brought);
    topics.flush();
    String file = HEAD + "services: [{id: basket, repository: acme/shop, paths: [basket/, lib]}]\n";

    collect(file);

    assertThat(topics.find(Topics.ORGANISATION_REPOSITORIES, SHOP).orElseThrow().getServices())
        .containsExactly(new RepositoryService("basket", "production", List.of("basket", "lib")));
    assertThat(collect(file).repositories()).isEqualTo(new Counts(1, 0, 0));

    collect(file.replace("basket/, lib", "lib"));

    assertThat(topics.find(Topics.ORGANISATION_REPOSITORIES, SHOP).orElseThrow().getServices())
        .containsExactly(new RepositoryService("basket", "production", List.of("lib")));

    collect(HEAD);

    assertThat(topics.find(Topics.ORGANISATION_REPOSITORIES, SHOP)).contains(brought);
  }

  @Test
  void shouldOwnServicesOfRepositoriesByPattern() {
    topics.send(
        Topics.ORGANISATION_REPOSITORIES,
        SHOP,
        new Repository(
            "acme/shop",
            List.of(),
            List.of(new RepositoryService("cron", "production", List.of()))));
    topics.flush();

    collect(
        HEAD
            + """
            teams:
              - {id: a, owns: {repos: ["acme/*"]}}
              - {id: b, owns: {repos: ["acme/sho*"]}}
            """);

    assertThat(topics.all(Topics.ORGANISATION_SERVICES))
        .isEqualTo(
            Map.of(
                new ServiceKey("cron"),
                new Service("cron", List.of(new Ownership("b", null, null)))));
    assertThat(topics.all(Topics.ORGANISATION_REPOSITORIES)).containsOnlyKeys(SHOP);
  }

  @Test
  void shouldTellProgress() {
    List<Long> done = new ArrayList<>();

    collector(topics).collect(file(FILE), listener(done));

    assertThat(done).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  private OrganisationResult collect(String text) {
    return collect(topics, text);
  }

  private static OrganisationResult collect(InMemoryTopics topics, String text) {
    return collector(topics).collect(file(text), listener(new ArrayList<>()));
  }

  private static OrganisationCollector collector(InMemoryTopics topics) {
    return new OrganisationCollector(
        topics, () -> topics, new RepositoryRecords(), Fixtures.pseudonyms());
  }

  private static OrganisationFile file(String text) {
    return OrganisationFileReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static CollectionListener listener(List<Long> done) {
    return new CollectionListener() {
      @Override
      public void progressed(CollectionPhase phase, long count, long total) {
        done.add(count);
      }

      @Override
      public boolean isCancelled() {
        return false;
      }
    };
  }

  private static RepositoryAlias alias(String source, String name) {
    return new RepositoryAlias(source, name);
  }
}
