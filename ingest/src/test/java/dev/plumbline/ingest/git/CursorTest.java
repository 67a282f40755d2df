package dev.plumbline.ingest.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.collection.Cursor;
import dev.plumbline.ingest.collection.CollectionCancelledException;
import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.CollectionResult;
import dev.plumbline.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class CursorTest extends GitCollectorTest {

  @Test
  void shouldSendOnlyNewCommitsNextTime() throws Exception {
    ObjectId first = git.commit("a");
    git.branch("main", first);
    collect();
    ObjectId second = git.commit("b", first);
    ObjectId side = git.commit("c", first);
    git.branch("main", second);
    git.branch("side", side);

    CollectionResult result = collect();

    assertThat(shas()).containsExactly(first.name(), second.name(), side.name());
    assertThat(result).isEqualTo(new CollectionResult(2, 0, 0, 0, 1));
    assertThat(latestCursor().getTips()).containsExactlyInAnyOrder(second.name(), side.name());
  }

  @Test
  void shouldGoOnWhenTipIsGone() throws Exception {
    ObjectId first = git.commit("a");
    git.branch("main", first);
    collect();
    TestRepository other = new TestRepository(folder.resolve("other.git"));
    ObjectId unrelated = other.at("2024-07-01T00:00:00Z").commit("z");
    other.branch("main", unrelated);

    collector.collect(requestOf(other.folder().getPath(), null, null), PATIENT);

    assertThat(shas()).containsExactly(first.name(), unrelated.name());
    other.close();
  }

  @Test
  void shouldSendCommitsSinceOnly() throws Exception {
    ObjectId old = git.at("2024-03-01T00:00:00Z").commit("a");
    ObjectId young = git.at("2024-04-01T00:00:00Z").commit("b", old);
    git.branch("main", young);

    CollectionResult result = collectSince("2024-04-01T00:00:00Z");

    assertThat(result.commits()).isEqualTo(1);
    assertThat(shas()).containsExactly(young.name());
    assertThat(latestCursor().getSince()).isEqualTo("2024-04-01T00:00:00Z");
  }

  @Test
  void shouldStartAnewWhenSinceIsEarlierOrGone() throws Exception {
    ObjectId old = git.at("2024-03-01T00:00:00Z").commit("a");
    ObjectId young = git.at("2024-04-01T00:00:00Z").commit("b", old);
    git.branch("main", young);
    collectSince("2024-04-01T00:00:00Z");

    assertThat(collectSince("2024-05-01T00:00:00Z").commits()).isZero();
    assertThat(collectSince("2024-03-01T00:00:00Z").commits()).isEqualTo(2);
    assertThat(collect().commits()).isEqualTo(2);
    assertThat(latestCursor().getSince()).isNull();
  }

  @Test
  void shouldRememberThatLaterSinceLeftCommitsOut() throws Exception {
    ObjectId first = git.at("2024-03-01T00:00:00Z").commit("a");
    git.branch("main", first);
    collect();
    git.branch("main", git.at("2024-04-01T00:00:00Z").commit("b", first));

    assertThat(collectSince("2024-05-01T00:00:00Z").commits()).isZero();
    assertThat(collect().commits()).isEqualTo(2);
  }

  @Test
  void shouldCoverEveryCommitWhenCancelledAndAskedAgain() throws Exception {
    List<String> all = history(40);

    for (int stop = 7; stop < 40; stop += 11) {
      int patience = stop;
      assertThatThrownBy(
              () -> collector.collect(request(null, null), cancelledAfter(patience - sent())))
          .isInstanceOf(CollectionCancelledException.class);
      assertThat(sent()).isEqualTo(stop);
    }
    collect();

    assertThat(shas()).containsExactlyElementsOf(all);
  }

  private int sent() {
    return commits().size();
  }

  @Test
  void shouldLeaveNoCommitOutWhenKafkaFails() throws Exception {
    List<String> all = history(30);
    // The organisation's record comes first.
    topics.failAfter(12);
    assertThatThrownBy(this::collect)
        .isInstanceOf(CollectionException.class)
        .hasMessageContaining("Kafka did not take the events");
    topics.restart();

    collect();

    assertThat(shas()).containsExactlyElementsOf(all);
  }

  @Test
  void shouldGoOnFromCheckpointInMidHistory() throws Exception {
    List<ObjectId> line = git.line(5_020);
    git.branch("main", line.get(5_019));
    List<String> all = line.stream().map(ObjectId::name).toList();
    topics.failAfter(5_010);
    assertThatThrownBy(this::collect).isInstanceOf(CollectionException.class);
    topics.restart();
    assertThat(shas()).isEqualTo(all.subList(0, 5_000));

    CollectionResult result = collect();

    assertThat(result.commits()).isEqualTo(20);
    assertThat(shas()).containsExactlyElementsOf(all);
  }

  /** A line of commits with a merged branch of one every tenth. */
  private List<String> history(int length) throws Exception {
    List<String> all = new ArrayList<>();
    ObjectId tip = git.commit("start");
    all.add(tip.name());
    while (all.size() < length) {
      ObjectId next = git.commit("file" + all.size() % 3, tip);
      all.add(next.name());
      if (all.size() % 10 == 5) {
        ObjectId side = git.commit("side", tip);
        all.add(side.name());
        next = git.commit("merge", next, side);
        all.add(next.name());
      }
      tip = next;
    }
    git.branch("main", tip);
    return all;
  }

  private Cursor latestCursor() {
    List<Cursor> cursors = topics.values(Topics.COLLECTION_CURSORS);
    return cursors.get(cursors.size() - 1);
  }
}
