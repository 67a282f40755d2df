package dev.plumbline.ingest.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.CollectionRequest;
import dev.plumbline.ingest.collection.CollectionResult;
import dev.plumbline.ingest.collection.InMemoryTopics;
import dev.plumbline.ingest.collection.NativeRepository;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.organisation.RepositoryService;
import dev.plumbline.topic.Topics;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class CommitsTest extends GitCollectorTest {

  @Test
  void shouldSendParentsBeforeChildren() throws Exception {
    ObjectId first = git.commit("a");
    ObjectId second = git.commit("b", first);
    ObjectId third = git.commit("a", second);
    git.branch("main", third);

    CollectionResult result = collect();

    assertThat(shas()).containsExactly(first.name(), second.name(), third.name());
    assertThat(result).isEqualTo(new CollectionResult(3, 0, 0, 0, 0));
  }

  @Test
  void shouldSendParentsFirstWhenClocksRunBackwards() throws Exception {
    ObjectId first = git.at("2024-05-01T00:00:00Z").commit("a");
    ObjectId second = git.at("2024-04-01T00:00:00Z").commit("b", first);
    ObjectId third = git.at("2024-03-01T00:00:00Z").commit("c", second);
    git.branch("main", third);

    collect();

    assertThat(shas()).containsExactly(first.name(), second.name(), third.name());
  }

  @Test
  void shouldSendSidesByTimeWithMergeAgainstFirstParent() throws Exception {
    ObjectId root = git.commit("a");
    ObjectId left = git.commit("left", root);
    ObjectId right = git.commit("right", root);
    ObjectId merge = git.commit(Map.of("a", "", "left", "", "right", ""), left, right);
    git.branch("main", merge);

    collect();

    assertThat(shas()).containsExactly(root.name(), left.name(), right.name(), merge.name());
    assertThat(commit(merge).getParents()).containsExactly(left.name(), right.name());
    assertThat(commit(merge).getChangedPaths()).contains("right");
    assertThat(commit(right).getChangedPaths()).containsExactly("right");
  }

  @Test
  void shouldSendEveryRootOfEveryBranchTagAndRemote() throws Exception {
    ObjectId main = git.commit("a");
    ObjectId pages = git.commit("b");
    ObjectId tagged = git.commit("c");
    ObjectId pullRequest = git.commit("d");
    git.branch("main", main);
    git.branch("pages", pages);
    git.annotatedTag("v1", tagged, Constants.OBJ_COMMIT, "2024-04-01T00:00:00Z");
    Path elsewhere = git.folder().toPath().resolve("refs/pull/1/head");
    Files.createDirectories(elsewhere.getParent());
    Files.writeString(elsewhere, pullRequest.name() + "\n");

    collect();

    assertThat(shas()).containsExactly(main.name(), pages.name(), tagged.name());
    assertThat(commit(main).getParents()).isEmpty();
    assertThat(commit(main).getChangedPaths()).containsExactly("a");
  }

  @Test
  void shouldLeaveParentsUnknownAtBoundaryOfShallowClone() throws Exception {
    ObjectId first = git.commit("a");
    ObjectId second = git.commit("b", first);
    ObjectId third = git.commit("c", second);
    git.branch("main", third);
    File shallow = folder.resolve("shallow").toFile();
    Git.cloneRepository()
        .setURI(git.folder().toURI().toString())
        .setBranch("main")
        .setDirectory(shallow)
        .setDepth(2)
        .call()
        .close();

    collector.collect(requestOf(shallow.getPath(), null, null), PATIENT);

    assertThat(shas()).containsExactly(second.name(), third.name());
    assertThat(commit(second).getParents()).isNull();
    assertThat(commit(second).getChangedPaths()).isNull();
    assertThat(commit(third).getParents()).containsExactly(second.name());
    assertThat(topics.values(Topics.COLLECTION_CURSORS)).isEmpty();
  }

  @Test
  void shouldKeepBothClocksAsInstants() throws Exception {
    ObjectId commit =
        git.at("2024-03-10T23:30:15Z").in(ZoneOffset.ofHoursMinutes(-9, -30)).commit("a");
    git.branch("main", commit);

    collect();

    assertThat(commit(commit).getCommittedAt()).isEqualTo("2024-03-10T23:30:15Z");
    assertThat(commit(commit).getAuthoredAt()).isEqualTo("2024-03-10T22:30:15Z");
  }

  @Test
  void shouldKeepClocksBefore1970AndAfter2038() throws Exception {
    ObjectId tree = git.tree(Map.of("a", "a"));
    ObjectId ancient = rawCommit(tree, "-86400 +0000", "-1 +0000");
    ObjectId distant = rawCommit(tree, "4102444800 -0800", "9999999999 +0000");
    ObjectId broken = rawCommit(tree, "yesterday", "99999999999999999999 +0000");
    git.branch("ancient", ancient);
    git.branch("distant", distant);
    git.branch("broken", broken);

    collect();

    assertThat(commit(ancient).getAuthoredAt()).isEqualTo("1969-12-31T00:00:00Z");
    assertThat(commit(ancient).getCommittedAt()).isEqualTo(Instant.ofEpochSecond(-1));
    assertThat(commit(distant).getAuthoredAt()).isEqualTo("2100-01-01T00:00:00Z");
    assertThat(commit(distant).getCommittedAt()).isEqualTo(Instant.ofEpochSecond(9999999999L));
    assertThat(commit(broken).getAuthoredAt()).isNull();
    assertThat(commit(broken).getCommittedAt()).isNull();
  }

  private ObjectId rawCommit(ObjectId tree, String authored, String committed) throws Exception {
    return git.insert(
        Constants.OBJ_COMMIT,
        "tree %s\nauthor A <a@b> %s\ncommitter A <a@b> %s\n\nodd\n"
            .formatted(tree.name(), authored, committed));
  }

  @Test
  void shouldNameRemovedAndRenamedPathsOfNestedFolders() throws Exception {
    ObjectId first = git.commit(Map.of("a/b/c.txt", "1", "a/d.txt", "2", "e", "3"));
    ObjectId second = git.commit(Map.of("a/b/moved.txt", "1", "a/d.txt", "2"), first);
    git.branch("main", second);

    collect();

    assertThat(commit(second).getChangedPaths()).containsExactly("a/b/c.txt", "a/b/moved.txt", "e");
  }

  @Test
  void shouldCollapseHugeChange() throws Exception {
    Map<String, String> tree = new TreeMap<>();
    for (int file = 0; file < 3_000; file++) {
      tree.put("src/part%d/File%d.java".formatted(file % 7, file), "x");
    }
    ObjectId huge = git.commit(tree);
    git.branch("main", huge);

    collect();

    assertThat(commit(huge).getChangedPaths()).hasSize(7).contains("src/part0/", "src/part6/");
  }

  @Test
  void shouldResolveReverts() throws Exception {
    ObjectId bad = git.commit("a");
    ObjectId worse = git.commit("b", bad);
    ObjectId fix =
        git.saying(
                "Revert both\n\nThis reverts commit %s.\nThis reverts commit\n%s, reversing\nchanges made to %s.\nThis reverts commit 0123456.\nThis reverts commit abc."
                    .formatted(bad.name(), worse.name().substring(0, 9), bad.name()))
            .commit("c", worse);
    git.branch("main", fix);

    collect();

    assertThat(commit(fix).getReverts()).containsExactly(bad.name(), worse.name());
    assertThat(commit(worse).getReverts()).isEmpty();
  }

  @Test
  void shouldLetNoNameAddressOrMessageOut() throws Exception {
    ObjectId commit = git.commit("a");
    git.branch("main", commit);
    git.annotatedTag("v1", commit, Constants.OBJ_COMMIT, "2024-04-01T00:00:00Z");

    collectTags("v.*");

    assertThat(commit(commit).getAuthor()).matches("[0-9a-f]{32}");
    assertThat(commit(commit).getCommitter())
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(commit(commit).getAuthor());
    assertThat(topics.bytes()).hasSizeGreaterThan(3);
    for (byte[] bytes : topics.bytes()) {
      assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
          .doesNotContainIgnoringCase("ada")
          .doesNotContainIgnoringCase("lovelace")
          .doesNotContainIgnoringCase("grace")
          .doesNotContain("example.org")
          .doesNotContain("Secret");
    }
  }

  @Test
  void shouldTellOrganisationOnce() throws Exception {
    git.branch("main", git.commit("a"));

    collect();
    collect();

    assertThat(topics.values(Topics.ORGANISATION_REPOSITORIES))
        .containsExactly(
            new Repository(
                "plumbline/example",
                List.of(
                    new RepositoryAlias("git", "plumbline/example"),
                    new RepositoryAlias("github", "plumbline/example")),
                List.of(new RepositoryService("checkout", "production", List.of()))));
  }

  @Test
  void shouldAddOtherNamesToWhatIsKnown() throws Exception {
    git.branch("main", git.commit("a"));
    collect();
    CollectionRequest request = request(null, null);

    collector.collect(
        new CollectionRequest(
            request.location(),
            request.repository(),
            request.service(),
            request.environment(),
            null,
            null,
            List.of(new NativeRepository("ghe", "shops/example"))),
        PATIENT);

    assertThat(topics.values(Topics.ORGANISATION_REPOSITORIES).get(1).getAliases())
        .containsExactly(
            new RepositoryAlias("git", "plumbline/example"),
            new RepositoryAlias("github", "plumbline/example"),
            new RepositoryAlias("ghe", "shops/example"));
  }

  @Test
  void shouldReadBareRepositoryWorkTreeAndGitFolderAlike() throws Exception {
    ObjectId commit = git.commit("a");
    git.branch("main", commit);
    File clone = folder.resolve("clone").toFile();
    Git.cloneRepository()
        .setURI(git.folder().toURI().toString())
        .setBranch("main")
        .setDirectory(clone)
        .call()
        .close();

    for (File place : List.of(clone, new File(clone, ".git"))) {
      topics = new InMemoryTopics();
      collector = collectorAt(NOW);
      collector.collect(requestOf(place.getPath(), null, null), PATIENT);
      assertThat(shas()).containsExactly(commit.name());
    }
  }

  @Test
  void shouldFetchUrlAgainAndPrune() throws Exception {
    ObjectId first = git.commit("a");
    git.branch("main", first);
    git.lightweightTag("v1", first);
    String url = git.folder().toURI().toString().replace("file:/", "file:///");
    collector.collect(requestOf(url, "v.*", null), PATIENT);
    ObjectId second = git.commit("b", first);
    git.branch("main", second);
    git.deleteTag("v1");

    CollectionResult result = collector.collect(requestOf(url, "v.*", null), PATIENT);

    assertThat(result).isEqualTo(new CollectionResult(1, 0, 1, 0, 1));
    assertThat(shas()).containsExactly(first.name(), second.name());
  }

  @Test
  void shouldSayThatThereIsNoRepository() {
    String nowhere = folder.resolve("nowhere").toString();

    assertThatThrownBy(() -> collector.collect(requestOf(nowhere, null, null), PATIENT))
        .isInstanceOf(CollectionException.class)
        .hasMessageContaining("Expected a Git repository at " + nowhere);
  }

  @Test
  void shouldHideCredentialsWhenFetchFails() {
    String url = "http://someone:hunter2@127.0.0.1:1/repository.git";

    assertThatThrownBy(() -> collector.collect(requestOf(url, null, null), PATIENT))
        .isInstanceOf(CollectionException.class)
        .hasMessageContaining("Cannot fetch http://127.0.0.1:1/repository.git")
        .message()
        .doesNotContain("hunter2", "someone");
  }
}
