package dev.plumbline.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchdogTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void shouldStopChildOfKilledParent() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName())
            .start();
    ProcessHandle child;
    try (BufferedReader lines = parent.inputReader()) {
      child = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();

      parent.destroyForcibly().waitFor();

      await().atMost(SOON).until(() -> !child.isAlive());
    }
  }

  @Test
  void shouldLeaveChildAloneWhenClosed() throws Exception {
    Process child = new ProcessBuilder("sleep", "60").start();
    try (Watchdog watchdog = Watchdog.over(child.toHandle(), "KILL")) {
      assertThat(watchdog).isNotNull();
    }

    await().during(Duration.ofMillis(300)).atMost(SOON).until(child::isAlive);
    child.destroyForcibly();
  }

  /** Starts a child, tells its number and waits to be killed. */
  static final class Parent {

    private Parent() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      Process child =
          new ProcessBuilder(Processes.shieldedFromTerminal(List.of("sleep", "60"))).start();
      try (Watchdog watchdog = Watchdog.over(child.toHandle(), "TERM")) {
        System.out.println(child.pid());
        child.waitFor();
      }
    }
  }
}
