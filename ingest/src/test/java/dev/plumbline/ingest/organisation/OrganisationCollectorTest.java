package dev.plumbline.ingest.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionPhase;
import dev.plumbline.ingest.collection.InMemoryTopics;
import dev.plumbline.ingest.organisation.OrganisationResult.Counts;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.organisation.RepositoryService;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.organisation.Team;
import dev.plumbline.organisation.TeamKey;
import dev.plumbline.organisation.TeamKind;
import dev.plumbline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  void shouldTellProgress() {
    List<Long> done = new ArrayList<>();

    new OrganisationCollector(topics, () -> topics).collect(file(FILE), listener(done));

    assertThat(done).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  private OrganisationResult collect(String text) {
    return collect(topics, text);
  }

  private static OrganisationResult collect(InMemoryTopics topics, String text) {
    return new OrganisationCollector(topics, () -> topics)
        .collect(file(text), listener(new ArrayList<>()));
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
