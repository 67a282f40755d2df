package dev.plumbline.dashboards.sink;

import dev.plumbline.component.CheckResult;
import dev.plumbline.replay.GenerationLog;
import dev.plumbline.replay.Generations;
import dev.plumbline.topic.Family;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sinks of one family: one for the generation that readers see and, during a replay, one for
 * the next. Each step looks at what streams has told and at what readers see, and does what is left
 * to do; whatever a crash interrupts, the next step does again.
 *
 * <p>Steps come from one thread; the rest may be asked by any.
 */
final class FamilySinks {

  private static final Logger LOG = LoggerFactory.getLogger(FamilySinks.class);
  private static final long ANSWER_SECONDS = 5;

  private final Family family;
  private final IntFunction<Sink> starter;
  private volatile SortedMap<Integer, Sink> sinks = new TreeMap<>();
  private volatile int ready = Generations.FIRST.ready();
  private volatile String problem = "Waits to be told which generation to store";
  private int cleanedBelow;

  /**
   * Starts with no sink.
   *
   * @param starter starts the sink of a generation
   */
  FamilySinks(Family family, IntFunction<Sink> starter) {
    this.family = family;
    this.starter = starter;
  }

  String name() {
    return "sink-" + family.id();
  }

  /** The sink of what readers see, or of what they will see for want of that. */
  CheckResult check() {
    return oldest().map(Sink::check).orElseGet(() -> CheckResult.down(problem));
  }

  /** Kafka, as that sink meets it, if there is one. */
  Optional<CheckResult> kafka() {
    return oldest().map(Sink::kafka);
  }

  private Optional<Sink> oldest() {
    return sinks.values().stream().findFirst();
  }

  /**
   * How many records readers cannot see yet: once they may be moved on at any moment, those of the
   * next generation count too.
   */
  CompletableFuture<Long> lag() {
    SortedMap<Integer, Sink> asked = sinks;
    return lag(asked)
        .exceptionallyCompose(
            cause ->
                asked.keySet().equals(sinks.keySet())
                    ? CompletableFuture.failedFuture(cause)
                    // One of them was closed meanwhile.
                    : lag(sinks));
  }

  private CompletableFuture<Long> lag(SortedMap<Integer, Sink> asked) {
    int latest = asked.isEmpty() ? 0 : Math.max(ready, asked.firstKey());
    return asked.headMap(latest + 1).values().stream()
        .map(Sink::lag)
        .reduce((left, right) -> left.thenCombine(right, Long::sum))
        .orElseGet(() -> CompletableFuture.failedFuture(new SinkException(problem)));
  }

  /** Does what is left to do. */
  void step(GenerationLog log, Connection connection) throws SQLException {
    Generations told = log.computed(family);
    int active = ActiveGeneration.read(family, connection);
    ready = told.ready();
    if (isReady(told, active)) {
      ActiveGeneration.move(family, told.ready(), connection);
      LOG.info("Readers of {} see generation {} instead of {}", family.id(), ready, active);
      active = told.ready();
    }
    problem =
        "Postgres shows generation %d of %s, which nobody computes any more; run \"./plumbline replay %s\""
            .formatted(active, family.id(), family.id());
    runFrom(active, told);
    // Only now: streams then takes away the topics of the generation before.
    if (log.shown(family).orElse(0) != active) {
      log.tellShown(family, active);
    }
    if (cleanedBelow != active && OldGenerations.delete(family, active, connection)) {
      cleanedBelow = active;
    }
  }

  /** Keeps why a step failed. */
  void failed(String reason) {
    problem = reason;
  }

  void close() {
    sinks.values().forEach(Sink::close);
  }

  /** Whether readers see an older generation than they could. */
  private boolean isReady(Generations told, int active) {
    Sink sink = sinks.get(told.ready());
    if (active >= told.ready() || sink == null) {
      return false;
    }
    Map<TopicPartition, Long> ends = told.caughtUp();
    return ends == null
        // These tables are older than the last replay, or new.
        ? isTrue(sink.lag().thenApply(lag -> lag == 0))
        : isTrue(sink.hasPassed(ends));
  }

  private boolean isTrue(CompletableFuture<Boolean> answer) {
    try {
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("How far the sink of {} is cannot be told yet", family.id(), e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void runFrom(int active, Generations told) {
    SortedMap<Integer, Sink> wanted = new TreeMap<>();
    List<Sink> unwanted = new ArrayList<>();
    sinks.forEach(
        (generation, sink) -> {
          if (generation >= active && told.all().contains(generation)) {
            wanted.put(generation, sink);
          } else {
            unwanted.add(sink);
          }
        });
    told.all().stream()
        .filter(generation -> generation >= active)
        .forEach(generation -> wanted.computeIfAbsent(generation, starter::apply));
    sinks = wanted;
    unwanted.forEach(Sink::close);
  }
}
