package dev.plumbline.standalone.command;

import dev.plumbline.standalone.Ports;
import dev.plumbline.standalone.Standalone;
import dev.plumbline.standalone.StandaloneConfig;
import dev.plumbline.standalone.demo.Demo;
import dev.plumbline.standalone.demo.DemoMark;
import dev.plumbline.standalone.demo.DemoResult;
import dev.plumbline.standalone.demo.SimulationConfig;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs an instance and puts a simulated organisation into it. */
@Command(
    name = "demo",
    description = {
      "Starts Plumbline on this machine with a simulated organisation in it, and waits; Ctrl-C stops"
          + " it.",
      "",
      "16 teams with 60 services and 200 developers work for 18 months. In the middle, team by team,"
          + " most of them adopt a platform, which shortens lead times by 45 %%, makes deployments"
          + " 30 %% more frequent, brings first pull requests forward by 50 %% and takes away 40 %% of"
          + " the requests to operations. Everything comes in as it would from real hosts: signed"
          + " webhooks, Git repositories and an organisation file.",
      "",
      "The same seed and end give the same organisation. Done again on the same data folder, it goes"
          + " on where it stopped and puts nothing in twice."
    },
    footer = {
      "  plumbline demo",
      "  plumbline demo --seed 7 --until 2026-07-01 --data demo-7",
      "  plumbline demo --port 9000 --exit"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class DemoCommand implements Callable<Integer> {

  private static final String DATA_FOLDER = ".plumbline-demo";

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description =
          "Which organisation: any whole number. Default: " + SimulationConfig.DEFAULT_SEED + ".")
  private @Nullable Long seed;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description =
          "First day that is not simulated any more, as 2026-07-01. Default: the first day of this"
              + " month.")
  private @Nullable LocalDate until;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Data folder. Default: " + DATA_FOLDER + " in the checkout that ./plumbline stands in.")
  private @Nullable Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + Ports.DEFAULT_PAGE,
      description =
          "Page and read API listen on N, ingest on N+1, pipeline metrics on N+2. Default:"
              + " ${DEFAULT-VALUE}.")
  private int port;

  @Option(names = "--exit", description = "Stop when everything is in.")
  private boolean exit;

  @Option(
      names = "--small",
      hidden = true,
      description = "Three stream teams and six months, for a quick look.")
  private boolean small;

  @Override
  public Integer call() throws InterruptedException {
    StandaloneConfig config = config();
    SimulationConfig simulation = simulation(config.data());
    // Before the first logger: the configuration asks for it once.
    System.setProperty("plumbline.logs", config.data().resolve("logs").toString());
    PrintWriter out = spec.commandLine().getOut();
    try (Standalone standalone = UpCommand.start(config, out)) {
      UpCommand.closeOnExit(standalone);
      UpCommand.print(out, config, standalone.addresses());
      fill(standalone, config, simulation, out);
      if (exit) {
        return 0;
      }
      String reason = standalone.failure().join();
      throw CommandFailure.failed(
          "Stopping because %s; see the logs in %s."
              .formatted(reason, config.data().resolve("logs")));
    }
  }

  private StandaloneConfig config() {
    try {
      Path folder = data == null ? UpCommand.home().resolve(DATA_FOLDER) : data;
      return StandaloneConfig.embedded(folder, port);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.notPossible(e.getMessage());
    }
  }

  /** What stands in the folder already decides what was not said. */
  private SimulationConfig simulation(Path folder) {
    Optional<DemoMark> mark = DemoMark.read(folder);
    if (mark.isEmpty() && Files.exists(folder.resolve("kafka"))) {
      throw CommandFailure.notPossible(
          "Expected a folder for the demo alone, %s holds other data; name another with --data."
              .formatted(folder));
    }
    SimulationConfig asked =
        scaled(
            seed != null ? seed : mark.map(DemoMark::seed).orElse(SimulationConfig.DEFAULT_SEED),
            until != null ? until : mark.map(DemoMark::until).orElseGet(DemoCommand::thisMonth),
            mark.map(DemoMark::months));
    mark.filter(known -> !known.isOf(asked))
        .ifPresent(
            known -> {
              throw CommandFailure.notPossible(
                  "Expected --seed %d --until %s, which %s holds, or none of them; name another folder with --data."
                      .formatted(known.seed(), known.until(), folder));
            });
    if (mark.isEmpty()) {
      DemoMark.start(asked).write(folder);
    }
    return asked;
  }

  private SimulationConfig scaled(long seed, LocalDate until, Optional<Integer> months) {
    SimulationConfig little = SimulationConfig.small(seed, until);
    boolean isSmall = months.map(known -> known == little.months()).orElse(small);
    return isSmall ? little : SimulationConfig.demo(seed, until);
  }

  private static LocalDate thisMonth() {
    return YearMonth.now(Clock.systemUTC()).atDay(1);
  }

  private void fill(
      Standalone standalone, StandaloneConfig config, SimulationConfig simulation, PrintWriter out)
      throws InterruptedException {
    long began = System.nanoTime();
    Instance instance = Instance.at(config.port());
    URI ingest = instance.ingest("/");
    DemoResult result;
    try (ProgressLine progress = ProgressLine.on(spec.commandLine().getErr())) {
      result = Demo.load(simulation, config.data(), ingest, progress::show, id -> {});
    } catch (IllegalStateException e) {
      throw CommandFailure.failed("The demo could not be loaded: " + e.getMessage());
    }
    PipelineCounts.awaitMapped(instance, spec.commandLine().getErr());
    new Settlement(instance, spec.commandLine().getErr()).await();
    double seconds = (System.nanoTime() - began) / 1e9;
    new DemoReport(out, instance).print(result, simulation, seconds, standalone.addresses());
  }
}
