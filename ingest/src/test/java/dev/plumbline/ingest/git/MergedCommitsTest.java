package dev.plumbline.ingest.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.organisation.Settings;
import dev.plumbline.settings.HotfixRules;
import java.io.File;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

/** When the work of a merge began, and what messages say. */
class MergedCommitsTest extends GitCollectorTest {

  @Test
  void shouldTellEarliestCommitThatMergeBringsIn() throws Exception {
    ObjectId root = git.at("2024-01-01T00:00:00Z").commit("a");
    ObjectId main = git.at("2024-01-02T00:00:00Z").commit("b", root);
    ObjectId second = git.at("2024-01-05T00:00:00Z").commit("c", root);
    // Its clock is behind that of its parent: the earliest need not be the first.
    ObjectId third = git.at("2024-01-03T12:00:00Z").commit("d", second);
    ObjectId merge = git.at("2024-01-09T00:00:00Z").commit("e", main, third);
    git.branch("main", merge);

    collect();

    assertThat(commit(merge).getFirstMergedCommitAt()).isEqualTo("2024-01-03T12:00:00Z");
    assertThat(commit(main).getFirstMergedCommitAt()).isNull();
    assertThat(commit(root).getFirstMergedCommitAt()).isNull();
  }

  @Test
  void shouldTellNothingWhereMergeBringsNothing() throws Exception {
    ObjectId root = git.commit("a");
    ObjectId main = git.commit("b", root);
    ObjectId merge = git.commit("c", main, root);
    git.branch("main", merge);

    collect();

    assertThat(commit(merge).getParents()).hasSize(2);
    assertThat(commit(merge).getFirstMergedCommitAt()).isNull();
  }

  @Test
  void shouldLookAtAllParentsButTheFirst() throws Exception {
    ObjectId root = git.at("2024-01-01T00:00:00Z").commit("a");
    ObjectId main = git.at("2024-01-02T00:00:00Z").commit("b", root);
    ObjectId left = git.at("2024-01-04T00:00:00Z").commit("c", root);
    ObjectId right = git.at("2024-01-03T00:00:00Z").commit("d", root);
    ObjectId merge = git.commit("e", main, left, right);
    git.branch("main", merge);

    collect();

    assertThat(commit(merge).getFirstMergedCommitAt()).isEqualTo("2024-01-03T00:00:00Z");
  }

  @Test
  void shouldTellTheSameWhenMergeComesWithLaterCollection() throws Exception {
    ObjectId root = git.at("2024-01-01T00:00:00Z").commit("a");
    ObjectId main = git.at("2024-01-02T00:00:00Z").commit("b", root);
    ObjectId side = git.at("2024-01-03T00:00:00Z").commit("c", root);
    git.branch("main", main);
    git.branch("side", side);
    collect();
    ObjectId merge = git.at("2024-01-09T00:00:00Z").commit("d", main, side);
    git.branch("main", merge);

    assertThat(collect().commits()).isEqualTo(1);

    assertThat(commit(merge).getFirstMergedCommitAt()).isEqualTo("2024-01-03T00:00:00Z");
  }

  @Test
  void shouldTellNothingWhereShallowCloneCannotKnow() throws Exception {
    ObjectId root = git.commit("a");
    ObjectId main = git.commit("b", root);
    ObjectId side = git.commit("c", root);
    ObjectId merge = git.commit("d", main, side);
    git.branch("main", merge);
    File shallow = folder.resolve("shallow").toFile();
    Git.cloneRepository()
        .setURI(git.folder().toURI().toString())
        .setBranch("main")
        .setDirectory(shallow)
        .setDepth(2)
        .call()
        .close();

    collector.collect(requestOf(shallow.getPath(), null, null), PATIENT);

    assertThat(commit(merge).getParents()).hasSize(2);
    assertThat(commit(merge).getFirstMergedCommitAt()).isNull();
  }

  @Test
  void shouldEqualDifferenceOfAncestorsInAnyHistory() throws Exception {
    Random random = new Random(4711);
    Map<ObjectId, Instant> times = new HashMap<>();
    Map<ObjectId, List<ObjectId>> parents = new HashMap<>();
    List<ObjectId> commits = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Instant at = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(random.nextInt(1_000_000));
      List<ObjectId> of = new ArrayList<>();
      for (int p = random.nextInt(4); p > 0 && !commits.isEmpty(); p--) {
        of.add(commits.get(Math.max(0, commits.size() - 1 - random.nextInt(20))));
      }
      List<ObjectId> distinct = of.stream().distinct().toList();
      ObjectId id = git.at(at.toString()).commit("f" + i, distinct.toArray(ObjectId[]::new));
      git.branch("b" + i, id);
      times.put(id, at);
      parents.put(id, distinct);
      commits.add(id);
    }

    collect();

    int merges = 0;
    for (CommitObserved observed : commits()) {
      List<ObjectId> of = parents.get(ObjectId.fromString(observed.getSha()));
      if (of.size() > 1) {
        Set<ObjectId> merged = new HashSet<>();
        of.subList(1, of.size()).forEach(parent -> addAll(merged, parent, parents));
        Set<ObjectId> base = new HashSet<>();
        addAll(base, of.get(0), parents);
        merged.removeAll(base);
        Instant first = merged.stream().map(times::get).min(Instant::compareTo).orElse(null);
        assertThat(observed.getFirstMergedCommitAt()).as(observed.getSha()).isEqualTo(first);
        merges++;
      }
    }
    assertThat(merges).isGreaterThan(100);
  }

  private static void addAll(
      Set<ObjectId> into, ObjectId start, Map<ObjectId, List<ObjectId>> parents) {
    if (into.add(start)) {
      parents.get(start).forEach(parent -> addAll(into, parent, parents));
    }
  }

  @Test
  void shouldSendAllAgainWhenPatternsChange() throws Exception {
    ObjectId first = git.saying("Urgent: round up").commit("a");
    ObjectId second = git.saying("Round down").commit("b", first);
    git.branch("main", second);
    assertThat(collect().commits()).isEqualTo(2);
    assertThat(collect().commits()).isZero();

    rules = new HotfixRules(Settings.newBuilder().setHotfixTitles(List.of("^Urgent")).build());

    assertThat(collect().commits()).isEqualTo(2);
    assertThat(commits())
        .extracting(CommitObserved::getHotfix)
        .containsExactly(false, false, true, false);
    assertThat(collect().commits()).isZero();
  }

  @Test
  void shouldMarkHotfixesAndRevertsByMessage() throws Exception {
    ObjectId plain = git.saying("Round down\n\nnot a hotfix").commit("a");
    ObjectId hotfix = git.saying("\nHotfix: round up\n").commit("b", plain);
    ObjectId named = git.saying("Revert \"Round down\"").commit("c", hotfix);
    ObjectId full =
        git.saying("Back again\n\nThis reverts commit %s.".formatted(plain.name()))
            .commit("d", named);
    git.branch("main", full);

    collect();

    assertThat(commits())
        .extracting(CommitObserved::getHotfix)
        .containsExactly(false, true, false, false);
    assertThat(commits())
        .extracting(CommitObserved::getRevert)
        .containsExactly(false, false, true, true);
    assertThat(commit(named).getReverts()).isEmpty();
    assertThat(commit(full).getReverts()).containsExactly(plain.name());
  }
}
