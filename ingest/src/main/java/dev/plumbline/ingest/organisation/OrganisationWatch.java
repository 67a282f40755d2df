package dev.plumbline.ingest.organisation;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionPhase;
import dev.plumbline.ingest.collection.RepositoryRecords;
import dev.plumbline.validation.InvalidInputException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the topics at what the organisation file says: looks at it, and at the files that it refers
 * to, again and again, and collects it when it changed. One that is not valid is told once and
 * changes nothing. A repository that another collection brings may match what the file owns by
 * pattern, so the file is collected then, too.
 */
public final class OrganisationWatch implements Component {

  private static final Logger LOG = LoggerFactory.getLogger(OrganisationWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final long CLOSE_SECONDS = 20;
  private static final int TOLD_IN_HEALTH = 3;

  private final @Nullable Path path;
  private final OrganisationCollector collector;
  private final RepositoryRecords repositories;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "organisation-watch");
            made.setDaemon(true);
            return made;
          });
  private String seen = "";
  private String told = "";
  private long collectedChanges;
  private volatile boolean isClosing;
  private volatile List<String> problems = List.of();

  private OrganisationWatch(
      @Nullable Path path, OrganisationCollector collector, RepositoryRecords repositories) {
    this.path = path;
    this.collector = collector;
    this.repositories = repositories;
  }

  /**
   * A watch that does not look by itself.
   *
   * @param path null for no file: then only repositories are watched
   */
  static OrganisationWatch of(
      @Nullable Path path,
      OrganisationCollector collector,
      RepositoryRecords repositories,
      MeterRegistry meters) {
    OrganisationWatch watch = new OrganisationWatch(path, collector, repositories);
    Gauge.builder("plumbline.organisation.problems", () -> watch.problems.size())
        .description("What is wrong with the organisation file as it stands; 0 when it is in use")
        .register(meters);
    return watch;
  }

  /** Looks every second until it is closed. */
  public static OrganisationWatch start(
      @Nullable Path path,
      OrganisationCollector collector,
      RepositoryRecords repositories,
      MeterRegistry meters) {
    OrganisationWatch watch = of(path, collector, repositories, meters);
    watch.thread.scheduleWithFixedDelay(
        watch::lookSafely, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      tellOnce("The organisation could not be collected: " + e, e);
    }
  }

  /**
   * Collects what changed since the last look.
   *
   * @throws CollectionException if that did not work; the next look tries again
   */
  void look() {
    long changes = repositories.changes();
    Optional<OrganisationBundle> changed = path == null ? Optional.empty() : changed(path);
    Optional<OrganisationFile> file = changed.flatMap(this::valid);
    if (file.isEmpty() && changes != collectedChanges) {
      file = collector.current();
    }
    file.ifPresent(this::collect);
    collectedChanges = changes;
    changed.ifPresent(bundle -> seen = bundle.fingerprint());
  }

  private Optional<OrganisationBundle> changed(Path file) {
    try {
      OrganisationBundle bundle = BundleFiles.read(file, List.of());
      return Optional.of(bundle).filter(read -> !read.fingerprint().equals(seen));
    } catch (IOException e) {
      refuse(List.of("Expected to read it, got " + e));
      // So that it is collected, or told to be wrong, as soon as it is back.
      seen = "";
      return Optional.empty();
    }
  }

  private Optional<OrganisationFile> valid(OrganisationBundle bundle) {
    try {
      OrganisationFile file = OrganisationFileReader.read(bundle);
      problems = List.of();
      return Optional.of(file);
    } catch (InvalidInputException e) {
      refuse(e.problems());
      return Optional.empty();
    }
  }

  private void collect(OrganisationFile file) {
    OrganisationResult result = collector.collect(file, new Patience());
    told = "";
    LOG.info("Collected the organisation {}: {}", file.id(), result);
  }

  private void refuse(List<String> sentences) {
    problems = List.copyOf(sentences);
    tellOnce(
        "%s is not used, what was collected before stays:%n%s"
            .formatted(path, String.join(System.lineSeparator(), sentences)),
        null);
  }

  private void tellOnce(String sentence, @Nullable Exception cause) {
    if (!sentence.equals(told)) {
      told = sentence;
      LOG.warn("{}", sentence, cause);
    }
  }

  @Override
  public String name() {
    return "organisation";
  }

  /** Works also with a file that is not valid, for the records before it stay; it says so. */
  @Override
  public CheckResult check() {
    List<String> wrong = problems;
    return wrong.isEmpty()
        ? CheckResult.up()
        : CheckResult.up(
            "%s is not used: %s%s"
                .formatted(
                    path,
                    String.join("; ", wrong.subList(0, Math.min(TOLD_IN_HEALTH, wrong.size()))),
                    wrong.size() > TOLD_IN_HEALTH ? "; and so on" : ""));
  }

  @Override
  public void close() {
    isClosing = true;
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      thread.shutdownNow();
    }
  }

  private final class Patience implements CollectionListener {

    @Override
    public void progressed(CollectionPhase phase, long done, long total) {}

    @Override
    public boolean isCancelled() {
      return isClosing;
    }
  }
}
