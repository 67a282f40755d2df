package dev.plumbline.ingest.source;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.validation.InvalidInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The sources that may deliver, by id. Works as long as the secrets of all are as they should be.
 */
public final class Sources implements Component {

  private final Map<String, Source> byId;

  private Sources(Map<String, Source> byId) {
    this.byId = byId;
  }

  /**
   * Reads the secrets of all.
   *
   * @throws InvalidInputException with every source whose secrets cannot be used
   */
  public static Sources open(SourcesConfig config) {
    return open(config, System::nanoTime);
  }

  static Sources open(SourcesConfig config, LongSupplier nanoTime) {
    Map<String, Source> byId = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (SourceConfig source : config.sources()) {
      try {
        byId.put(source.id(), Source.open(source, config, nanoTime));
      } catch (InvalidInputException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return new Sources(byId);
  }

  /** The source of that id. */
  public Optional<Source> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All of them, in the order of the configuration. */
  public Collection<Source> all() {
    return byId.values();
  }

  @Override
  public String name() {
    return "secrets";
  }

  @Override
  public CheckResult check() {
    String problems =
        byId.values().stream()
            .map(Source::problem)
            .filter(problem -> !problem.isEmpty())
            .collect(Collectors.joining("; "));
    return problems.isEmpty() ? CheckResult.up() : CheckResult.down(problems);
  }

  @Override
  public void close() {}
}
