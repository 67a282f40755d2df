package dev.plumbline.bench;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Sends requests, each on a connection that it has for itself while it waits. */
final class Load implements AutoCloseable {

  private final ClientFactory factory = ClientFactory.builder().build();
  private final WebClient client;

  Load(int port) {
    client =
        WebClient.builder("h1c://127.0.0.1:" + port)
            .factory(factory)
            .responseTimeout(Duration.ofSeconds(60))
            .build();
  }

  /** Sends as fast as so many connections get answers; answers in one second. */
  double closed(List<HttpRequest> requests, int connections) throws InterruptedException {
    Semaphore free = new Semaphore(connections);
    AtomicInteger failures = new AtomicInteger();
    long start = System.nanoTime();
    for (HttpRequest request : requests) {
      free.acquire();
      client
          .execute(request)
          .aggregate()
          .whenComplete(
              (answer, error) -> {
                free.release();
                count(failures, answer, error);
              });
    }
    free.acquire(connections);
    double seconds = (System.nanoTime() - start) / 1e9;
    expectNone(failures);
    return requests.size() / seconds;
  }

  /**
   * Sends at a rate that does not wait for answers. What is measured begins when a request is due,
   * so that a stall counts for every request that it holds up.
   */
  Latencies open(List<HttpRequest> requests, int perSecond) throws InterruptedException {
    Latencies latencies = new Latencies(requests.size());
    CountDownLatch left = new CountDownLatch(requests.size());
    AtomicInteger failures = new AtomicInteger();
    long start = System.nanoTime();
    for (int i = 0; i < requests.size(); i++) {
      int call = i;
      long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
      long early = due - System.nanoTime();
      if (early > 0) {
        TimeUnit.NANOSECONDS.sleep(early);
      }
      client
          .execute(requests.get(i))
          .aggregate()
          .whenComplete(
              (answer, error) -> {
                latencies.set(call, System.nanoTime() - due);
                count(failures, answer, error);
                left.countDown();
              });
    }
    left.await();
    expectNone(failures);
    return latencies;
  }

  private static void count(
      AtomicInteger failures, @Nullable AggregatedHttpResponse answer, @Nullable Throwable error) {
    if (error != null || answer == null || !answer.status().isSuccess()) {
      failures.incrementAndGet();
    }
  }

  private static void expectNone(AtomicInteger failures) {
    if (failures.get() > 0) {
      throw new IllegalStateException(
          "Expected every request to succeed, " + failures + " did not");
    }
  }

  @Override
  public void close() {
    factory.close();
  }
}
