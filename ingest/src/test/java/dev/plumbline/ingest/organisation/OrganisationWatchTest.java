package dev.plumbline.ingest.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.InMemoryTopics;
import dev.plumbline.ingest.collection.RepositoryRecords;
import dev.plumbline.ingest.delivery.Fixtures;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryService;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.organisation.TeamKey;
import dev.plumbline.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrganisationWatchTest {

  private static final String HEAD = "schema: idp-impact/v1\norganisation: {id: acme}\n";

  @TempDir Path folder;

  private final InMemoryTopics topics = new InMemoryTopics();
  private final RepositoryRecords repositories = new RepositoryRecords();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final OrganisationCollector collector =
      new OrganisationCollector(topics, () -> topics, repositories, Fixtures.pseudonyms());
  private Path file;
  private OrganisationWatch watch;

  @BeforeEach
  void watch() {
    file = folder.resolve("plumbline.yaml");
    watch = OrganisationWatch.of(file, collector, repositories, meters);
  }

  @Test
  void shouldCollectWhatChanged() throws Exception {
    write("teams: [{id: a}]\n");
    watch.look();
    int size = topics.size();
    watch.look();
    assertThat(topics.size()).isEqualTo(size);

    write("teams: [{id: b}]\n");
    watch.look();

    assertThat(topics.all(Topics.ORGANISATION_TEAMS)).containsOnlyKeys(new TeamKey("b"));
  }

  @Test
  void shouldKeepTheOldWhileTheNewIsNotValid() throws Exception {
    write("teams: [{id: a}]\n");
    watch.look();

    write("teams: [{id: a, kind: none}]\nroi: 1\n");
    watch.look();

    assertThat(topics.all(Topics.ORGANISATION_TEAMS)).containsOnlyKeys(new TeamKey("a"));
    assertThat(problems()).isEqualTo(2);
    assertThat(watch.check().isUp()).isTrue();
    assertThat(watch.check().detail()).contains("is not used: line 3: expected one of stream");

    write("teams: [{id: c}]\n");
    watch.look();

    assertThat(topics.all(Topics.ORGANISATION_TEAMS)).containsOnlyKeys(new TeamKey("c"));
    assertThat(problems()).isZero();
    assertThat(watch.check().detail()).isEmpty();
  }

  @Test
  void shouldKeepTheOldWhileTheFileIsGone() throws Exception {
    write("teams: [{id: a}]\n");
    watch.look();
    Files.delete(file);
    watch.look();
    assertThat(problems()).isEqualTo(1);

    write("teams: [{id: a}]\n");
    watch.look();

    assertThat(problems()).isZero();
    assertThat(topics.all(Topics.ORGANISATION_TEAMS)).containsOnlyKeys(new TeamKey("a"));
  }

  @Test
  void shouldFollowFilesOfTheCatalog() throws Exception {
    Path catalog = Files.createDirectories(folder.resolve("catalog")).resolve("all.yaml");
    Files.writeString(catalog, "kind: Group\nmetadata: {name: a}\n");
    write("catalog: {backstage: [\"catalog/*.yaml\"]}\n");
    watch.look();
    Files.writeString(catalog, "kind: Group\nmetadata: {name: b}\n");

    watch.look();

    assertThat(topics.all(Topics.ORGANISATION_TEAMS)).containsOnlyKeys(new TeamKey("b"));
  }

  @Test
  void shouldTellCatalogFilesThatAreNotThere() throws Exception {
    write("catalog:\n  backstage: [none.yaml, \"none/*.yaml\"]\n  codeowners: [\"CODEOWNERS\"]\n");
    watch.look();

    assertThat(problems()).isEqualTo(3);
    assertThat(watch.check().detail()).contains("line 4: there is no file " + folder);
  }

  @Test
  void shouldTryAgainWhenKafkaDidNotTakeIt() throws Exception {
    write("teams: [{id: a}]\n");
    topics.failAfter(3);
    assertThatThrownBy(watch::look).isInstanceOf(CollectionException.class);
    topics.restart();

    watch.look();

    assertThat(topics.all(Topics.ORGANISATION_TEAMS)).containsOnlyKeys(new TeamKey("a"));
  }

  @Test
  void shouldOwnRepositoryThatComesLater() throws Exception {
    write("teams: [{id: a, owns: {repos: [\"acme/*\"]}}]\n");
    watch.look();
    assertThat(topics.all(Topics.ORGANISATION_SERVICES)).isEmpty();

    repositories.changeAndTell(this::bringRepository);
    watch.look();

    assertThat(topics.find(Topics.ORGANISATION_SERVICES, new ServiceKey("cron")))
        .contains(new Service("cron", List.of(new Ownership("a", null, null))));
  }

  @Test
  void shouldLookByItself() throws Exception {
    write("teams: [{id: a}]\n");
    try (OrganisationWatch running =
        OrganisationWatch.start(file, collector, repositories, new SimpleMeterRegistry())) {
      Awaitility.await().until(() -> collector.current().isPresent());
      write("teams: [{id: b}]\n");

      Awaitility.await()
          .until(() -> collector.current().orElseThrow().teams().get(0).id().equals("b"));
      assertThat(running.check().isUp()).isTrue();
    }
    assertThat(topics.all(Topics.ORGANISATION_TEAMS)).containsOnlyKeys(new TeamKey("b"));
  }

  private boolean bringRepository() {
    topics.send(
        Topics.ORGANISATION_REPOSITORIES,
        new CanonicalRepository("acme/jobs"),
        new Repository(
            "acme/jobs",
            List.of(),
            List.of(new RepositoryService("cron", "production", List.of()))));
    topics.flush();
    return true;
  }

  private double problems() {
    return meters.get("plumbline.organisation.problems").gauge().value();
  }

  private void write(String text) throws IOException {
    Files.writeString(file, HEAD + text);
  }
}
