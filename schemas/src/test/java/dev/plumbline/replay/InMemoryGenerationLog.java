package dev.plumbline.replay;

import dev.plumbline.topic.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** What streams and dashboards tell each other, without Kafka; it outlives a crash. */
public final class InMemoryGenerationLog implements GenerationLog {

  private final Map<Family, Generations> computed = new ConcurrentHashMap<>();
  private final Map<Family, Integer> shown = new ConcurrentHashMap<>();
  private final List<Generations> told = new ArrayList<>();

  /** Everything that was told to be computed, in this order. */
  public List<Generations> told() {
    return told;
  }

  @Override
  public void refresh() {}

  @Override
  public Generations computed(Family family) {
    return computed.getOrDefault(family, Generations.FIRST);
  }

  @Override
  public OptionalInt shown(Family family) {
    Integer generation = shown.get(family);
    return generation == null ? OptionalInt.empty() : OptionalInt.of(generation);
  }

  @Override
  public void tellComputed(Family family, Generations generations) {
    computed.put(family, generations);
    told.add(generations);
  }

  @Override
  public void tellShown(Family family, int generation) {
    shown.put(family, generation);
  }

  @Override
  public void wakeUp() {}

  @Override
  public void close() {}
}
