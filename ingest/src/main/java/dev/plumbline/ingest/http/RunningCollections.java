package dev.plumbline.ingest.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Collections under way, each on a thread of its own and one per repository. Thread-safe. */
final class RunningCollections implements AutoCloseable {

  private static final long CLOSE_SECONDS = 20;

  private final Set<String> repositories = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean isClosing;

  /** Claims the repository; false if a collection of it is running. */
  boolean claim(String repository) {
    return repositories.add(repository);
  }

  /** Runs the collection of a claimed repository and gives the claim back. */
  void run(String repository, Runnable collection) {
    try {
      threads.execute(() -> runAndRelease(repository, collection));
    } catch (RuntimeException e) {
      repositories.remove(repository);
      throw e;
    }
  }

  private void runAndRelease(String repository, Runnable collection) {
    try {
      collection.run();
    } finally {
      repositories.remove(repository);
    }
  }

  /** Whether collections should end. */
  boolean isClosing() {
    return isClosing;
  }

  /** Asks the collections to end and waits for them. */
  @Override
  public void close() {
    isClosing = true;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      threads.shutdownNow();
    }
  }
}
