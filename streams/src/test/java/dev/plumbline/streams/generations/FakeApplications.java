package dev.plumbline.streams.generations;

import dev.plumbline.component.CheckResult;
import dev.plumbline.streams.operations.Lag;
import dev.plumbline.topic.Family;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * Applications that compute nothing. What they leave on brokers and disk outlives a crash; what
 * runs does not.
 */
final class FakeApplications implements Applications {

  static final Lag SETTLED = new Lag(0, 0, true);
  static final Map<TopicPartition, Long> ENDS = Map.of(new TopicPartition("facts", 0), 42L);

  final Map<Integer, Fake> running = new TreeMap<>();
  final Set<Integer> onBrokers = new TreeSet<>();
  final Set<Integer> onDisk = new TreeSet<>();

  /** Generations whose group has members that died without a word. */
  final Set<Integer> haunted = new HashSet<>();

  /** What fails the next time it is asked for: start, ends, keep, discard. */
  String failing = "";

  @Override
  public Application start(Family family, int generation) {
    failIf("start");
    Fake application = new Fake(generation);
    if (running.put(generation, application) != null) {
      throw new AssertionError("Started twice: generation " + generation);
    }
    onBrokers.add(generation);
    onDisk.add(generation);
    return application;
  }

  @Override
  public Map<TopicPartition, Long> ends(Family family, int generation) {
    failIf("ends");
    return ENDS;
  }

  @Override
  public void keepLocalState(Family family, Collection<Integer> generations) {
    failIf("keep");
    onDisk.forEach(
        generation -> {
          if (!generations.contains(generation) && running.containsKey(generation)) {
            throw new AssertionError("Deletes the state of what runs: generation " + generation);
          }
        });
    onDisk.retainAll(generations);
  }

  @Override
  public boolean discard(Family family, int generation) {
    failIf("discard");
    if (running.containsKey(generation)) {
      throw new AssertionError("Takes away the topics of what runs: generation " + generation);
    }
    if (haunted.contains(generation)) {
      return false;
    }
    onBrokers.remove(generation);
    return true;
  }

  /** As if the process had been killed. */
  void crash() {
    running.clear();
  }

  private void failIf(String what) {
    if (failing.equals(what)) {
      failing = "";
      throw new IllegalStateException(what + " fails");
    }
  }

  /** An application that has left what a test says. */
  final class Fake implements Application {

    private final int generation;
    Lag left = new Lag(7, 0, false);
    CheckResult check = CheckResult.up();
    boolean hasTaken;

    private Fake(int generation) {
      this.generation = generation;
    }

    @Override
    public Lag lag() {
      return left;
    }

    @Override
    public Map<TopicPartition, Long> mark() {
      return Map.of();
    }

    @Override
    public boolean hasTaken(Map<TopicPartition, Long> mark) {
      return hasTaken;
    }

    @Override
    public void retire() {
      running.remove(generation);
    }

    @Override
    public String name() {
      return "generation-" + generation;
    }

    @Override
    public CheckResult check() {
      return check;
    }

    @Override
    public void close() {
      running.remove(generation);
    }
  }
}
