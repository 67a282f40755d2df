package dev.plumbline.standalone.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.standalone.demo.DemoResult.Example;
import dev.plumbline.standalone.demo.FrontDoorClient.Accepted;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Loads a simulated organisation into a running instance, by the ways that are open to anybody. */
public final class Demo {

  private static final int COLLECTIONS_AT_ONCE = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SimulationConfig config;
  private final Path data;
  private final FrontDoorClient client;
  private final DemoProgress progress;
  private final Consumer<String> acceptedIds;
  private DemoMark mark;

  private Demo(
      SimulationConfig config,
      Path data,
      URI ingest,
      DemoProgress progress,
      Consumer<String> acceptedIds) {
    this.config = config;
    this.data = data;
    this.client = new FrontDoorClient(ingest, Signatures.keptIn(data.resolve("secrets")));
    this.progress = progress;
    this.acceptedIds = acceptedIds;
    this.mark = DemoMark.read(data).orElseGet(() -> DemoMark.start(config));
  }

  /**
   * Loads what is not loaded yet; returns when all of it is accepted.
   *
   * @param data folder of the instance, for its secrets, the repositories and the mark
   * @param ingest address of the instance's ingest
   * @param acceptedIds told the id of every delivery accepted, by several threads
   * @throws IllegalStateException if the instance refuses something
   */
  public static DemoResult load(
      SimulationConfig config,
      Path data,
      URI ingest,
      DemoProgress progress,
      Consumer<String> acceptedIds)
      throws InterruptedException {
    return new Demo(config, data, ingest, progress, acceptedIds).load();
  }

  private DemoResult load() throws InterruptedException {
    Simulation simulation = Simulation.of(config);
    Map<Service, Commits> commits = writeRepositories(simulation);
    if (!mark.collected()) {
      collect(simulation);
      keep(mark.withCollected());
    }
    List<PlannedDelivery> deliveries = Deliveries.of(simulation, commits::get);
    int skipped = mark.sent();
    int accepted = send(deliveries);
    keep(mark.withDone());
    return new DemoResult(
        simulation.organisation().teams().size(),
        simulation.organisation().services().size(),
        simulation.organisation().developers().size(),
        commits.values().stream().mapToLong(Commits::size).sum(),
        deliveries.size(),
        skipped,
        deliveries.size() - skipped,
        accepted,
        (int) deliveries.stream().filter(PlannedDelivery::isUnusable).count(),
        simulation.databases().size(),
        example(simulation, true),
        example(simulation, false));
  }

  private void keep(DemoMark next) {
    mark = next;
    mark.write(data);
  }

  private GitRepositories repositories() {
    return new GitRepositories(data.resolve("demo").resolve("repositories"), config.start());
  }

  private Map<Service, Commits> writeRepositories(Simulation simulation) {
    GitRepositories repositories = repositories();
    Map<Service, Commits> commits = new HashMap<>();
    for (ServiceHistory history : simulation.histories()) {
      commits.put(history.service(), repositories.write(history));
      progress.show("repositories written", commits.size(), simulation.histories().size());
    }
    return commits;
  }

  private void collect(Simulation simulation) throws InterruptedException {
    client.collect(
        "/collections/organisation",
        "application/yaml",
        OrganisationText.of(simulation.organisation()));
    GitRepositories repositories = repositories();
    ExecutorService threads = Executors.newFixedThreadPool(COLLECTIONS_AT_ONCE);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Service service : simulation.organisation().services()) {
        running.add(
            threads.submit(
                () ->
                    client.collect(
                        "/collections",
                        "application/json",
                        request(service, repositories.of(service)))));
      }
      for (int i = 0; i < running.size(); i++) {
        running.get(i).get();
        progress.show("repositories collected", i + 1, running.size());
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static String request(Service service, Path location) {
    return JSON.createObjectNode()
        .put("kind", "git")
        .put("location", location.toString())
        .put("repository", service.repository())
        .put("service", service.id())
        .put("environment", Simulation.PRODUCTION)
        .toString();
  }

  private int send(List<PlannedDelivery> deliveries) throws InterruptedException {
    DeliveryWindow window = new DeliveryWindow(mark.sent());
    for (int i = mark.sent(); i < deliveries.size(); i++) {
      window.enter(i);
      int position = i;
      CompletableFuture<Accepted> answer = client.send(deliveries.get(i).content().get());
      answer.whenComplete(
          (accepted, error) -> {
            if (accepted != null) {
              acceptedIds.accept(accepted.id());
            }
            window.leave(position, accepted != null && accepted.isNew(), error);
          });
      show(window.acknowledged(), deliveries.size());
    }
    window.awaitAll();
    show(window.acknowledged(), deliveries.size());
    keep(mark.withSent(deliveries.size()));
    return window.accepted();
  }

  private void show(int acknowledged, int total) {
    if (acknowledged - mark.sent() >= 1_000) {
      keep(mark.withSent(acknowledged));
    }
    progress.show("deliveries sent", acknowledged, total);
  }

  private static Example example(Simulation simulation, boolean hasAdopted) {
    return simulation.organisation().services().stream()
        .filter(service -> service.team().isStream())
        .filter(service -> (service.team().adopted() != null) == hasAdopted)
        .map(service -> new Example(service.team().id(), service.id(), service.team().adopted()))
        // Who adopted first has the most to show since.
        .min(Comparator.comparing(example -> String.valueOf(example.adopted())))
        .orElseThrow();
  }
}
