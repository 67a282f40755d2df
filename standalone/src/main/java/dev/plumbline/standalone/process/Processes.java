package dev.plumbline.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starting and stopping of processes. */
public final class Processes {

  private Processes() {}

  /**
   * The command in a form that Ctrl-C at the terminal does not reach: the whole process group gets
   * that signal, but children must go after the services that use them.
   */
  public static List<String> shieldedFromTerminal(List<String> command) {
    List<String> shielded =
        new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    shielded.addAll(command);
    return shielded;
  }

  /**
   * Asks the process to end, and ends it when it has not done so in time.
   *
   * @param signal name of the signal that asks, without SIG
   */
  public static void stop(ProcessHandle process, String signal, Duration patience) {
    signal(process, signal);
    if (!awaitEnd(process, patience)) {
      process.destroyForcibly();
      awaitEnd(process, patience);
    }
  }

  private static void signal(ProcessHandle process, String signal) {
    try {
      // Java itself knows no signal between TERM and KILL.
      new ProcessBuilder(
              "/bin/sh", "-c", "kill -\"$2\" \"$1\"", "sh", String.valueOf(process.pid()), signal)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to start /bin/sh", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the end of a process; false when the time is over before. */
  public static boolean awaitEnd(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Expected to see process " + process.pid() + " end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Last lines of a log file, to stand in an error. */
  public static String tail(Path log, int lines) {
    try {
      List<String> all =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
