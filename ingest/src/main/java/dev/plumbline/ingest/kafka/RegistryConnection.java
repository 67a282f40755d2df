package dev.plumbline.ingest.kafka;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.serde.AvroSerdes;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The schema registry as a part that can be checked. Its client waits up to a minute for an address
 * that does not answer, so the question is asked on a thread of its own, one at a time.
 */
public final class RegistryConnection implements Component {

  private static final long LIMIT_SECONDS = 2;

  private final AvroSerdes serdes;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(RegistryConnection::newThread);
  private @Nullable Future<?> question;

  public RegistryConnection(AvroSerdes serdes) {
    this.serdes = serdes;
  }

  @Override
  public String name() {
    return "registry";
  }

  @Override
  public synchronized CheckResult check() {
    try {
      ask().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      return CheckResult.up();
    } catch (ExecutionException e) {
      return CheckResult.down("Expected a schema registry: " + e.getCause());
    } catch (TimeoutException e) {
      return CheckResult.down("The schema registry does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CheckResult.down("Interrupted while waiting for the schema registry");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private Future<?> ask() {
    Future<?> current = question;
    if (current == null || current.isDone()) {
      current = thread.submit(() -> serdes.registry().getAllSubjects());
      question = current;
    }
    return current;
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "registry-check");
    thread.setDaemon(true);
    return thread;
  }
}
