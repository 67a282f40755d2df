package dev.plumbline.standalone.command;

import dev.plumbline.standalone.Addresses;
import dev.plumbline.standalone.DataDirectoryInUseException;
import dev.plumbline.standalone.PortTakenException;
import dev.plumbline.standalone.Ports;
import dev.plumbline.standalone.Standalone;
import dev.plumbline.standalone.StandaloneConfig;
import dev.plumbline.validation.InvalidInputException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs an instance until it is told to stop. */
@Command(
    name = "up",
    description = {
      "Starts Plumbline on this machine and waits; Ctrl-C stops it.",
      "",
      "Everything listens on loopback unless --bind says otherwise. What is collected stays in the data folder: another \"up\""
          + " on it goes on from there."
    },
    footer = {
      "  plumbline up",
      "  plumbline up --data /var/lib/plumbline --port 9000",
      "  plumbline up --organisation acme.yaml",
      "  plumbline up --bind 0.0.0.0 --token-file /etc/plumbline/token",
      "  plumbline up --kafka broker:9092 --registry http://registry:8081"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class UpCommand implements Callable<Integer> {

  private static final String DATA_FOLDER = ".plumbline";

  @Spec private CommandSpec spec;

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

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Use this Kafka cluster; no broker is started.")
  private @Nullable String kafka;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Use this schema registry, which must speak Confluent's API; none is started.")
  private @Nullable String registry;

  @Option(
      names = "--postgres",
      paramLabel = "URL",
      description =
          "Use this database, as jdbc:postgresql://host/database?user=..&password=..; none is"
              + " started.")
  private @Nullable String postgres;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = StandaloneConfig.LOOPBACK,
      description =
          "Page, read API and ingest listen on this address, 0.0.0.0 for all; beyond loopback only"
              + " with --token-file. Default: ${DEFAULT-VALUE}.")
  private String bind;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "Page and read API answer only who has the token in this file, of at least 32 characters.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--organisation",
      paramLabel = "FILE",
      description =
          "Follow this organisation file: it is taken over now and whenever it changes. Default: "
              + ConfigFile.NAME
              + " in the current folder, if there is one.")
  private @Nullable Path organisation;

  @Override
  public Integer call() throws InterruptedException {
    StandaloneConfig config = config();
    // Before the first logger: the configuration asks for it once.
    System.setProperty("plumbline.logs", config.data().resolve("logs").toString());
    PrintWriter out = spec.commandLine().getOut();
    tellProblems(config.organisation(), spec.commandLine().getErr());
    try (Standalone standalone = start(config, out)) {
      closeOnExit(standalone);
      print(out, config, standalone.addresses());
      String reason = standalone.failure().join();
      throw CommandFailure.failed(
          "Stopping because %s; see the logs in %s."
              .formatted(reason, config.data().resolve("logs")));
    }
  }

  private StandaloneConfig config() {
    try {
      return new StandaloneConfig(
          data == null ? home().resolve(DATA_FOLDER) : data,
          port,
          kafka,
          registry,
          postgres,
          bind,
          tokenFile == null ? null : tokenFile.toAbsolutePath(),
          organisationFile());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.notPossible(e.getMessage());
    }
  }

  private @Nullable Path organisationFile() {
    if (organisation == null) {
      Path here = ConfigFile.DEFAULT.toAbsolutePath();
      return Files.exists(here) ? here : null;
    }
    if (!Files.isRegularFile(organisation)) {
      throw CommandFailure.notPossible(
          "There is no file " + organisation.toAbsolutePath().normalize() + ".");
    }
    return organisation.toAbsolutePath();
  }

  /** It starts all the same: the file may become valid while it runs. */
  private static void tellProblems(@Nullable Path file, PrintWriter err) {
    if (file == null) {
      return;
    }
    List<ConfigFile.Sentence> errors = ConfigFile.read(file, List.of()).errors();
    if (!errors.isEmpty()) {
      err.printf("%s is not used until it is valid:%n", file);
      errors.forEach(error -> err.println("  " + error.in(file)));
      err.flush();
    }
  }

  /** The script says where it stands; without it the current folder has to do. */
  static Path home() {
    return Path.of(System.getProperty("plumbline.home", ""));
  }

  static Standalone start(StandaloneConfig config, PrintWriter out) {
    out.println("Starting on " + config.data());
    out.flush();
    try {
      return Standalone.start(config, line -> print(out, "  " + line));
    } catch (PortTakenException | DataDirectoryInUseException e) {
      throw CommandFailure.notPossible(e.getMessage());
    } catch (InvalidInputException e) {
      throw CommandFailure.notPossible(e.getMessage());
    } catch (IllegalStateException e) {
      throw CommandFailure.failed(e.getMessage());
    } catch (UncheckedIOException e) {
      throw CommandFailure.failed(e.getMessage() + ": " + e.getCause());
    }
  }

  static void closeOnExit(Standalone standalone) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  standalone.close();
                  LogManager.shutdown();
                },
                "shutdown"));
  }

  static void print(PrintWriter out, StandaloneConfig config, Addresses addresses) {
    Ports ports = new Ports(config.port());
    print(
        out,
        """
        Ready after %.1f s.

          Page and read API  http://%s:%d%s
          Ingest             http://%s:%d
          Webhooks           http://%s:%d/webhooks/github, /jira and /pagerduty
          Incidents          POST http://%s:%d/events/incidents
          their secrets      %s, jira, pagerduty and incidents
          Pipeline metrics   http://127.0.0.1:%d/metrics
          Kafka              %s
          Schema registry    %s
          Postgres           %s
          Data               %s

        Ctrl-C stops it."""
            .formatted(
                sinceStart().toMillis() / 1000.0,
                reachable(config.bind()),
                ports.page(),
                config.tokenFile() == null
                    ? ""
                    : "  (with the token of " + config.tokenFile() + ")",
                reachable(config.bind()),
                ports.ingest(),
                reachable(config.bind()),
                ports.ingest(),
                reachable(config.bind()),
                ports.ingest(),
                config.data().resolve("secrets").resolve("github"),
                ports.metrics(),
                addresses.kafka(),
                addresses.registry(),
                // Name and password are in the query.
                addresses.postgres().replaceFirst("\\?.*", ""),
                config.data()));
  }

  /** All addresses are no address to go to; this machine's own is one of them. */
  private static String reachable(String bind) {
    return switch (bind) {
      case "0.0.0.0", "::" -> StandaloneConfig.LOOPBACK;
      default -> bind.contains(":") ? "[" + bind + "]" : bind;
    };
  }

  private static void print(PrintWriter out, String text) {
    out.println(text);
    out.flush();
  }

  /** Since this JVM started, which is later than the script when that had to build. */
  private static Duration sinceStart() {
    long start = ManagementFactory.getRuntimeMXBean().getStartTime();
    return Duration.between(Instant.ofEpochMilli(start), Instant.now());
  }
}
