package dev.plumbline.standalone.history;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;

/** A history with the habits of several teams, the same for the same seed. */
public final class MixedHistory {

  private static final Instant START = Instant.parse("2023-01-02T08:00:00Z");
  private static final Duration LONGEST_PAUSE = Duration.ofHours(9);

  private final TestRepository repository;
  private final Random random;
  private final List<ObjectId> trunk = new ArrayList<>();
  private Instant now = START;

  private MixedHistory(TestRepository repository, long seed) {
    this.repository = repository;
    this.random = new Random(seed);
  }

  /**
   * Writes a trunk of squashed commits and merges with a tag after every {@code commits / tags}
   * commits, annotated and lightweight in turn, and a release line that leaves the trunk and gets
   * tags of its own.
   */
  public static TestRepository write(Path folder, long seed, int commits, int tags) {
    TestRepository repository = TestRepository.in(folder);
    new MixedHistory(repository, seed).write(commits, tags);
    return repository;
  }

  private void write(int commits, int tags) {
    trunk.add(repository.commit(now));
    int written = 1;
    int tagged = 0;
    while (written < commits) {
      written += random.nextInt(4) == 0 ? merge() : squash();
      if (written * tags / commits > tagged) {
        tag("v1." + tagged);
        tagged++;
      }
    }
    releaseLine();
    // Not deployed yet, and equal to its parent to the second.
    trunk.add(repository.commit(now, last()));
    repository.branch("main", last());
    repository.branch("unmerged", repository.commit(now, trunk.get(trunk.size() / 2)));
    repository.lightweightTag("not-a-release", last());
    repository.save();
  }

  private int squash() {
    Instant authored = now;
    pass();
    trunk.add(repository.commit(authored, now, last()));
    return 1;
  }

  private int merge() {
    ObjectId topic = trunk.get(Math.max(0, trunk.size() - 1 - random.nextInt(5)));
    int length = 1 + random.nextInt(3);
    for (int step = 0; step < length; step++) {
      pass();
      topic = repository.commit(now, topic);
    }
    pass();
    trunk.add(repository.commit(now, last(), topic));
    return length + 1;
  }

  private void tag(String name) {
    if (random.nextBoolean()) {
      pass();
      repository.annotatedTag(name, last(), now);
    } else {
      repository.lightweightTag(name, last());
    }
    if (random.nextInt(5) == 0) {
      // The same commit at the same time under a second name: names decide.
      repository.annotatedTag(name + ".0", last(), now);
      repository.annotatedTag(name + "-x", last(), now);
    }
  }

  private void releaseLine() {
    ObjectId line = trunk.get(trunk.size() / 3);
    for (int release = 0; release < 3; release++) {
      pass();
      line = repository.commit(now, line);
      repository.annotatedTag("v0.9." + release, line, now);
    }
    repository.branch("release", line);
    pass();
    trunk.add(repository.commit(now, last(), line));
  }

  private ObjectId last() {
    return trunk.get(trunk.size() - 1);
  }

  // Now and then no time passes at all.
  private void pass() {
    if (random.nextInt(6) > 0) {
      now = now.plusSeconds(random.nextInt((int) LONGEST_PAUSE.toSeconds()));
    }
  }
}
