package dev.plumbline.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoriesTest {

  private static final SimulationConfig CONFIG =
      SimulationConfig.small(7, LocalDate.parse("2026-07-01"));

  private final ServiceHistory history = Simulation.of(CONFIG).histories().get(0);

  @TempDir Path folder;

  @Test
  void shouldWriteWhatEveryReleaseCarries() throws Exception {
    GitRepositories repositories = new GitRepositories(folder, CONFIG.start());

    Commits commits = repositories.write(history);

    try (Git git = Git.open(repositories.of(history.service()).toFile());
        RevWalk walk = new RevWalk(git.getRepository())) {
      assertThat(git.getRepository().resolve("HEAD")).isEqualTo(commits.head());
      ObjectId before = null;
      for (Release release : history.releases()) {
        List<ObjectId> carried = new ArrayList<>();
        for (PullRequest pullRequest : release.carried()) {
          carried.addAll(commits.of(pullRequest));
          carried.add(commits.merge(pullRequest));
        }
        if (before != null) {
          assertThat(commitsBetween(walk, before, commits.deployed(release)))
              .containsExactlyInAnyOrderElementsOf(carried);
        }
        before = commits.deployed(release);
      }
      assertThat(history.releases()).hasSizeGreaterThan(5);
    }
  }

  private static List<ObjectId> commitsBetween(RevWalk walk, ObjectId from, ObjectId to)
      throws Exception {
    walk.reset();
    walk.markStart(walk.parseCommit(to));
    walk.markUninteresting(walk.parseCommit(from));
    List<ObjectId> between = new ArrayList<>();
    for (RevCommit commit : walk) {
      between.add(commit.copy());
    }
    return between;
  }

  @Test
  void shouldKeepAWholeRepositoryAndTellTheSameCommits() {
    GitRepositories repositories = new GitRepositories(folder, CONFIG.start());
    Commits written = repositories.write(history);

    Commits known = repositories.write(history);

    assertThat(known.head()).isEqualTo(written.head());
    assertThat(known.size()).isEqualTo(written.size());
  }
}
