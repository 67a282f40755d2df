package dev.plumbline.standalone.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/**
 * Stops a child when this JVM dies without having closed it. A shell waits on a pipe whose other
 * end only this JVM holds: SIGKILL closes the pipe as well, and there is nothing to poll.
 */
public final class Watchdog implements AutoCloseable {

  private static final String SCRIPT =
      "trap '' INT HUP TERM; read -r answer; [ \"$answer\" = done ] || kill -\"$2\" \"$1\"";

  private final OutputStream pipe;

  private Watchdog(OutputStream pipe) {
    this.pipe = pipe;
  }

  /**
   * Watches over a process until closed, or until it ends by itself.
   *
   * @param signal name of the signal that makes it stop, without SIG
   */
  public static Watchdog over(ProcessHandle process, String signal) {
    try {
      Process shell =
          new ProcessBuilder(
                  "/bin/sh", "-c", SCRIPT, "watchdog", String.valueOf(process.pid()), signal)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      Watchdog watchdog = new Watchdog(shell.getOutputStream());
      process.onExit().thenRun(watchdog::close);
      return watchdog;
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to start /bin/sh", e);
    }
  }

  @Override
  public synchronized void close() {
    try (pipe) {
      pipe.write("done\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // The shell is gone, and with it what this would have ended.
    }
  }
}
