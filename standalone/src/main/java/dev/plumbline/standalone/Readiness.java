package dev.plumbline.standalone;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Waits until services work. That they listen does not say it: the calculation still has to get its
 * partitions, and the sink its tables.
 */
final class Readiness {

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Duration patience;

  Readiness(Duration patience) {
    this.patience = patience;
  }

  /**
   * Returns as soon as each says that it works.
   *
   * @param failure completes with the reason when waiting has become useless
   * @throws IllegalStateException naming the first that does not work, and why
   */
  void await(List<? extends Component> services, CompletableFuture<String> failure) {
    long end = System.nanoTime() + patience.toNanos();
    for (Component service : services) {
      CheckResult answer = service.check();
      while (!answer.isUp()) {
        expectNone(failure);
        if (System.nanoTime() - end > 0) {
          throw new IllegalStateException(
              "Expected %s to work within %d s, got %s"
                  .formatted(service.name(), patience.toSeconds(), answer.detail()));
        }
        pause();
        answer = service.check();
      }
    }
  }

  private static void expectNone(CompletableFuture<String> failure) {
    String reason = failure.getNow("");
    if (!reason.isEmpty()) {
      throw new IllegalStateException("Stopped starting because " + reason);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the services started", e);
    }
  }
}
