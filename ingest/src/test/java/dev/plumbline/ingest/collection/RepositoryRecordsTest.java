package dev.plumbline.ingest.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RepositoryRecordsTest {

  private final RepositoryRecords records = new RepositoryRecords();
  private int record;

  @Test
  void shouldLoseNoUpdateOfTwoWriters() throws Exception {
    int updates = 20_000;
    CountDownLatch both = new CountDownLatch(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Runnable organisation = () -> repeat(updates, both, () -> records.change(this::add));
    Runnable git = () -> repeat(updates, both, () -> records.changeAndTell(() -> add() > 0));
    Future<?> one = threads.submit(organisation);
    Future<?> other = threads.submit(git);
    one.get();
    other.get();
    threads.shutdown();

    assertThat(record).isEqualTo(2 * updates);
    assertThat(records.changes()).isEqualTo(updates);
  }

  @Test
  void shouldTellOnlyWhatChangedSomething() {
    records.changeAndTell(() -> false);

    assertThat(records.changes()).isZero();
  }

  private int add() {
    record = record + 1;
    return record;
  }

  private static void repeat(int times, CountDownLatch both, Runnable work) {
    both.countDown();
    try {
      both.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    for (int i = 0; i < times; i++) {
      work.run();
    }
  }
}
