package dev.plumbline.dashboards;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;

/** Runs the service on its own, configured by environment variables. */
public final class DashboardsMain {

  private static final int WRONG_CONFIGURATION = 2;

  private DashboardsMain() {}

  /** Starts, and stops cleanly when the process is told to end. */
  public static void main(String[] arguments) throws InterruptedException {
    Dashboards dashboards = start();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(dashboards, stopped)));
    stopped.await();
  }

  private static Dashboards start() {
    try {
      return Dashboards.start(DashboardsVariables.read(System.getenv()), new SimpleMeterRegistry());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(WRONG_CONFIGURATION);
      throw e;
    }
  }

  private static void stop(Dashboards dashboards, CountDownLatch stopped) {
    dashboards.close();
    stopped.countDown();
  }
}
