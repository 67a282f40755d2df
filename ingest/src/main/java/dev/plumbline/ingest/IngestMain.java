package dev.plumbline.ingest;

import dev.plumbline.ingest.validation.InvalidInputException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;

/** Runs ingest as a process of its own, configured by PLUMBLINE_INGEST_ variables. */
public final class IngestMain {

  private static final int WRONG_INPUT = 2;

  private IngestMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    Ingest ingest = Ingest.start(config(), new SimpleMeterRegistry());
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(ingest, closed), "close-ingest"));
    closed.await();
  }

  private static IngestConfig config() {
    try {
      return Environment.read(System.getenv());
    } catch (InvalidInputException e) {
      System.err.println(e.getMessage());
      System.exit(WRONG_INPUT);
      throw e;
    }
  }

  private static void close(Ingest ingest, CountDownLatch closed) {
    ingest.close();
    closed.countDown();
  }
}
