package dev.plumbline.dashboards.sink;

import dev.plumbline.component.CheckResult;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the sink's one thread does: session after session, with a growing wait after each failure.
 * The consumer is touched by this thread alone; who wants to know the lag leaves a question that is
 * answered between two polls, when the consumer's positions are those of committed rows.
 */
final class SinkLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(5);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Family family;
  private final int generation;
  private final List<String> topics;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Database database;
  private final BatchWriter writer;
  private final SinkMeters meters;
  private final BlockingQueue<Question<?>> questions = new LinkedBlockingQueue<>();
  private final Backoff backoff = new Backoff();

  private volatile boolean isRunning = true;
  private volatile CheckResult status = CheckResult.down("The sink is starting");
  private volatile CheckResult kafka = CheckResult.down("Kafka has not been asked yet");
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private boolean isMigrated;
  private long lastLook = System.nanoTime() - LOOK_NANOS;

  SinkLoop(
      Family family,
      int generation,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Database database,
      BatchWriter writer,
      SinkMeters meters) {
    this.family = family;
    this.generation = generation;
    this.topics = family.outputs(generation).stream().map(Topic::name).toList();
    this.consumers = consumers;
    this.database = database;
    this.writer = writer;
    this.meters = meters;
  }

  CheckResult status() {
    return status;
  }

  CheckResult kafka() {
    return kafka;
  }

  CompletableFuture<Long> lag() {
    return ask(this::lookBehind);
  }

  CompletableFuture<Boolean> hasPassed(Map<TopicPartition, Long> ends) {
    return ask(current -> Lag.hasPassed(current, ends, KAFKA_TIMEOUT));
  }

  private <T> CompletableFuture<T> ask(Function<@Nullable Consumer<?, ?>, T> look) {
    Question<T> question = new Question<>(look, new CompletableFuture<>());
    questions.add(question);
    if (!isRunning) {
      refuseQuestions();
    }
    return question.answer();
  }

  void stop() {
    isRunning = false;
    Consumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  @Override
  public void run() {
    try {
      while (isRunning) {
        runSession();
      }
    } finally {
      isRunning = false;
      status = CheckResult.down("The sink is stopped");
      refuseQuestions();
      closeConsumer();
    }
  }

  // Whatever goes wrong, errors too: a sink that has died must be seen, and must come back.
  private void runSession() {
    try {
      work();
    } catch (WakeupException | InterruptException e) {
      isRunning = false;
    } catch (Throwable e) {
      fail(e);
    }
  }

  private void work() throws SQLException, FencedException {
    Consumer<byte[], byte[]> current = currentConsumer();
    Map<String, List<PartitionInfo>> existing = current.listTopics(KAFKA_TIMEOUT);
    kafka = CheckResult.up();
    TopicBounds bounds = TopicBounds.of(current, existing, topics, KAFKA_TIMEOUT);
    migrateOnce();
    try (Connection connection = database.connect()) {
      SinkSession session =
          SinkSession.open(family, generation, current, bounds, connection, writer, meters);
      try {
        while (isRunning) {
          session.poll(POLL);
          backoff.reset();
          status = CheckResult.up();
          answerQuestions(current);
        }
      } finally {
        session.rewind();
      }
    }
  }

  private Consumer<byte[], byte[]> currentConsumer() {
    Consumer<byte[], byte[]> current = consumer;
    if (current == null) {
      current = consumers.get();
      consumer = current;
    }
    return current;
  }

  private void migrateOnce() {
    if (!isMigrated) {
      database.migrate();
      isMigrated = true;
    }
  }

  private void fail(Throwable cause) {
    meters.failed();
    if (cause instanceof KafkaException) {
      kafka = CheckResult.down(Causes.describe(cause));
    }
    isMigrated = cause instanceof FencedException && isMigrated;
    Duration wait = backoff.next();
    CheckResult now = CheckResult.down(Causes.describe(cause));
    if (now.equals(status)) {
      LOG.warn("The sink still cannot go on, next try in {}: {}", wait, now.detail());
    } else {
      LOG.warn("The sink cannot go on, next try in {}: {}", wait, now.detail(), cause);
    }
    status = now;
    waitFor(wait);
  }

  private void waitFor(Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    try {
      for (long left = wait.toNanos(); isRunning && left > 0; left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.sleep(Math.min(left, POLL.toNanos()));
        answerQuestions(consumer);
      }
    } catch (InterruptedException e) {
      isRunning = false;
    }
  }

  private void answerQuestions(@Nullable Consumer<byte[], byte[]> current) {
    boolean isTimeToLook = System.nanoTime() - lastLook >= LOOK_NANOS;
    if (isTimeToLook) {
      questions.add(new Question<>(this::lookBehind, new CompletableFuture<>()));
    }
    for (Question<?> each = questions.poll(); each != null; each = questions.poll()) {
      answer(each, current);
    }
  }

  private <T> void answer(Question<T> question, @Nullable Consumer<?, ?> current) {
    try {
      question.answer().complete(question.look().apply(current));
      kafka = CheckResult.up();
    } catch (SinkException | KafkaException e) {
      if (e instanceof KafkaException) {
        kafka = CheckResult.down(Causes.describe(e));
      }
      question.answer().completeExceptionally(e);
    }
  }

  private long lookBehind(@Nullable Consumer<?, ?> current) {
    lastLook = System.nanoTime();
    long lag = Lag.of(current, KAFKA_TIMEOUT);
    meters.behind(lag);
    return lag;
  }

  private void refuseQuestions() {
    for (Question<?> each = questions.poll(); each != null; each = questions.poll()) {
      each.answer().completeExceptionally(new SinkException("The sink is stopped"));
    }
  }

  /**
   * Something to be looked up between two polls.
   *
   * @param look what to look at in the consumer, which may not be there yet
   */
  private record Question<T>(
      Function<@Nullable Consumer<?, ?>, T> look, CompletableFuture<T> answer) {}

  private void closeConsumer() {
    Consumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.close();
    }
  }
}
