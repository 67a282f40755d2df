package dev.plumbline.history;

import dev.plumbline.event.CommitObserved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The commits of a repository: branches, merges, rewritten history, roots without parents; told by
 * one source or two, of which one knows less; late or never; with clocks that go astray, reverts,
 * hotfixes and changed paths.
 */
final class CommitHistory {

  private final Dice dice;
  private final Names names;
  private final List<String> shas = new ArrayList<>();
  private final List<CommitObserved> observed = new ArrayList<>();

  CommitHistory(Dice dice, Names names) {
    this.dice = dice;
    this.names = names;
    int count = 4 + dice.below(9);
    for (int i = 0; i < count; i++) {
      add(i);
    }
  }

  /** In the order in which they were made. */
  List<String> shas() {
    return shas;
  }

  List<CommitObserved> observed() {
    return observed;
  }

  private void add(int index) {
    String sha = names.sha(index);
    CommitObserved commit = commit(index, sha);
    boolean isSeen = !dice.once(30);
    if (isSeen) {
      observed.add(commit);
    }
    if (dice.once(3)) {
      observed.add(
          CommitObserved.newBuilder(commit)
              .setSource("github")
              .setRepository(names.atHost(dice))
              .setParents(dice.rarely(commit.getParents()))
              .setChangedPaths(null)
              .setCommittedAt(dice.mostly(commit.getCommittedAt()))
              .setAuthoredAt(dice.mostly(commit.getAuthoredAt()))
              .setFirstMergedCommitAt(dice.rarely(commit.getFirstMergedCommitAt()))
              .build());
    }
    shas.add(sha);
  }

  private CommitObserved commit(int index, String sha) {
    List<String> parents = parents();
    Instant committedAt = dice.once(15) ? dice.clock(index + dice.below(60)) : dice.clock(index);
    CommitObserved.Builder commit =
        CommitObserved.newBuilder()
            .setSource("git")
            .setRepository(names.plain())
            .setSha(sha)
            .setParents(parents)
            .setAuthoredAt(committedAt.minusSeconds(30))
            .setCommittedAt(dice.once(15) ? null : committedAt)
            .setChangedPaths(paths());
    if (parents.size() > 1) {
      commit.setFirstMergedCommitAt(
          dice.mostly(committedAt.minus(Duration.ofHours(dice.below(9)))));
    }
    if (index > 0 && dice.once(6)) {
      commit.setRevert(true);
      commit.setReverts(
          switch (dice.below(8)) {
            case 0 -> List.of();
            case 1 -> List.of(shas.get(0).substring(0, 8));
            case 2 -> List.of(names.sha(99));
            default -> List.of(shas.get(Math.max(0, index - 1 - dice.below(3))));
          });
    }
    if (dice.once(10)) {
      commit.setHotfix(true);
    }
    return commit.build();
  }

  private List<String> parents() {
    List<String> parents = new ArrayList<>();
    int most = dice.once(20) ? 0 : dice.once(4) ? 2 : 1;
    for (int i = 0; i < most && !shas.isEmpty(); i++) {
      int back = dice.once(6) ? dice.below(shas.size()) : 0;
      String parent = shas.get(shas.size() - 1 - back);
      if (!parents.contains(parent)) {
        parents.add(parent);
      }
    }
    return parents;
  }

  private List<String> paths() {
    return switch (dice.below(6)) {
      case 0 -> List.of("services/one/main.c");
      case 1 -> List.of("services/two/main.c", "README.md");
      case 2 -> List.of("README.md");
      case 3 -> List.of(dice.any("services/", "services/one", "services/oneself/x", "shared/"));
      default -> null;
    };
  }
}
