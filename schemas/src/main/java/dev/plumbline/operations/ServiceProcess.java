package dev.plumbline.operations;

import dev.plumbline.component.Component;
import dev.plumbline.validation.InvalidInputException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** A service that has the process to itself: it is closed when the process is told to end. */
public final class ServiceProcess {

  private static final int FAILED = 1;
  private static final int WRONG_CONFIGURATION = 2;

  private ServiceProcess() {}

  /**
   * Reads the configuration from the environment, starts, and waits until the process is told to
   * end. With a wrong configuration the process ends with status 2, and with 1 if the service does
   * not start: whatever it left running would keep a broken process alive.
   */
  public static <C> void run(
      Function<Map<String, String>, C> configuration, Function<C, ? extends Component> service)
      throws InterruptedException {
    Component running = start(configuration, service);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> close(running, closed), "close-" + running.name()));
    closed.await();
  }

  private static <C> Component start(
      Function<Map<String, String>, C> configuration, Function<C, ? extends Component> service) {
    try {
      return service.apply(configuration.apply(System.getenv()));
    } catch (InvalidInputException e) {
      System.err.println(e.getMessage());
      System.exit(WRONG_CONFIGURATION);
      throw e;
    } catch (RuntimeException e) {
      e.printStackTrace();
      System.exit(FAILED);
      throw e;
    }
  }

  private static void close(Component running, CountDownLatch closed) {
    running.close();
    closed.countDown();
  }
}
