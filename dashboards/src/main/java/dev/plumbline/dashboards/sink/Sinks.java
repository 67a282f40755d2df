package dev.plumbline.dashboards.sink;

import dev.plumbline.component.CheckResult;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.replay.GenerationLog;
import dev.plumbline.replay.KafkaGenerationLog;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.topic.Family;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sinks of all families. Neither Kafka nor Postgres need be there when it starts; it waits, and
 * goes on by itself.
 */
public final class Sinks implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sinks.class);
  private static final long BETWEEN_STEPS_MILLIS = 250;
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private final List<FamilySinks> families;
  private final Supplier<GenerationLog> logs;
  private final Database database;
  private final Backoff backoff = new Backoff();
  private final Thread thread = new Thread(this::run, "plumbline-sinks");
  private volatile boolean isRunning = true;
  private volatile CheckResult kafka = CheckResult.down("Kafka has not been asked yet");
  private volatile @Nullable GenerationLog log;
  private boolean isMigrated;
  private String problem = "";

  private Sinks(List<FamilySinks> families, Supplier<GenerationLog> logs, Database database) {
    this.families = families;
    this.logs = logs;
    this.database = database;
  }

  /** Starts the sinks of all families as soon as it is known which generations there are. */
  public static Sinks start(
      String kafka, AvroSerdes serdes, Database database, MeterRegistry meters) {
    return start(
        Arrays.asList(Family.values()),
        family ->
            generation ->
                Sink.start(
                    family, generation, () -> SinkConsumer.on(kafka), serdes, database, meters),
        () -> KafkaGenerationLog.on(kafka, serdes),
        database);
  }

  static Sinks start(
      List<Family> families,
      Function<Family, IntFunction<Sink>> starter,
      Supplier<GenerationLog> logs,
      Database database) {
    Sinks sinks =
        new Sinks(
            families.stream()
                .map(family -> new FamilySinks(family, starter.apply(family)))
                .toList(),
            logs,
            database);
    sinks.thread.start();
    return sinks;
  }

  /** How the sink of each family is, by the name of the part. */
  public Map<String, CheckResult> checks() {
    Map<String, CheckResult> checks = new LinkedHashMap<>();
    families.forEach(family -> checks.put(family.name(), family.check()));
    return checks;
  }

  /** Kafka, as the sinks meet it: down if any says so, for one may have lost what others have. */
  public CheckResult kafka() {
    return families.stream()
        .map(FamilySinks::kafka)
        .flatMap(Optional::stream)
        .filter(check -> !check.isUp())
        .findFirst()
        .orElse(kafka);
  }

  /**
   * How many committed records are on the topics and not in Postgres. Fails while that cannot be
   * told.
   */
  public CompletableFuture<Long> lag() {
    return families.stream()
        .map(FamilySinks::lag)
        .reduce((left, right) -> left.thenCombine(right, Long::sum))
        .orElseThrow();
  }

  private void run() {
    try {
      while (isRunning) {
        stepOrWait();
      }
    } finally {
      families.forEach(FamilySinks::close);
      GenerationLog current = log;
      if (current != null) {
        current.close();
      }
    }
  }

  // Whatever goes wrong, errors too: without this thread no replay would ever be shown.
  private void stepOrWait() {
    try {
      step();
      backoff.reset();
      problem = "";
      pause(BETWEEN_STEPS_MILLIS);
    } catch (InterruptedException | WakeupException e) {
      isRunning = false;
    } catch (Throwable e) {
      fail(e);
    }
  }

  private void step() throws SQLException {
    GenerationLog current = log;
    if (current == null) {
      current = logs.get();
      log = current;
    }
    current.refresh();
    kafka = CheckResult.up();
    if (!isMigrated) {
      database.migrate();
      isMigrated = true;
    }
    try (Connection connection = database.connect()) {
      for (FamilySinks family : families) {
        step(family, current, connection);
      }
    }
  }

  // A row that is missing for one family does not stop the others.
  private static void step(FamilySinks family, GenerationLog log, Connection connection)
      throws SQLException {
    try {
      family.step(log, connection);
    } catch (SinkException e) {
      family.failed(Causes.describe(e));
    }
  }

  private void fail(Throwable cause) {
    String reason = Causes.describe(cause);
    if (cause instanceof KafkaException) {
      kafka = CheckResult.down(reason);
    }
    if (!reason.equals(problem)) {
      LOG.warn("The generations to store cannot be looked up, trying again: {}", reason, cause);
    }
    problem = reason;
    isMigrated = isMigrated && cause instanceof KafkaException;
    families.forEach(family -> family.failed(reason));
    try {
      pause(backoff.next().toMillis());
    } catch (InterruptedException e) {
      isRunning = false;
    }
  }

  private void pause(long millis) throws InterruptedException {
    synchronized (this) {
      if (isRunning) {
        wait(millis);
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      isRunning = false;
      notifyAll();
    }
    GenerationLog current = log;
    if (current != null) {
      current.wakeUp();
    }
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("The sinks did not stop in time; what they were writing is rolled back");
      thread.interrupt();
    }
  }
}
