package dev.plumbline.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.configuration.Variables;
import dev.plumbline.validation.InvalidInputException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ServiceProcessTest {

  @Test
  void shouldCloseServiceWhenToldToEnd() throws IOException, InterruptedException {
    Process process = start(Map.of("FAKE_NAME", "shop"));
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo("shop runs");
      process.toHandle().destroy();
      assertThat(output.readLine()).isEqualTo("shop closed");
    }
    process.waitFor();
  }

  @Test
  void shouldEndWithStatus2WhenConfigurationIsWrong() throws IOException, InterruptedException {
    Process process = start(Map.of("FAKE_NAEM", "shop"));
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.lines().collect(Collectors.joining("|")))
          .isEqualTo(
              "FAKE_NAEM: unknown variable, did you mean \"FAKE_NAME\"?"
                  + "|FAKE_NAME: expected a name, got nothing");
    }
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void shouldEndWhenServiceDoesNotStart() throws IOException, InterruptedException {
    Process process = start(Map.of("FAKE_NAME", "broken"));
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).contains("Expected a port, it is taken");
    }
    assertThat(process.waitFor()).isEqualTo(1);
  }

  private static Process start(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                FakeMain.class.getName())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_TOOL"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** A service that says what becomes of it. */
  static final class FakeMain {

    private FakeMain() {}

    public static void main(String[] arguments) throws InterruptedException {
      ServiceProcess.run(FakeMain::name, FakeMain::start);
    }

    private static String name(Map<String, String> environment) {
      Variables variables = new Variables("FAKE_", environment);
      String name = variables.text("NAME");
      return variables.checked(
          () -> {
            if (name.isEmpty()) {
              throw new InvalidInputException(List.of("name: expected a name, got nothing"));
            }
            return name;
          });
    }

    private static Component start(String name) {
      // As a consumer's thread would, it outlives main.
      Thread main = Thread.currentThread();
      new Thread(() -> announce(name, main)).start();
      if (name.equals("broken")) {
        throw new IllegalStateException("Expected a port, it is taken");
      }
      return new FakeService(name);
    }

    /** Main waits once it has done everything else. */
    private static void announce(String name, Thread main) {
      try {
        while (main.getState() != Thread.State.WAITING) {
          Thread.sleep(5);
        }
        System.out.println(name + " runs");
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private record FakeService(String name) implements Component {

    @Override
    public CheckResult check() {
      return CheckResult.up();
    }

    @Override
    public void close() {
      System.out.println(name + " closed");
    }
  }
}
