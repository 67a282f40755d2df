package dev.plumbline.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which process a file speaks of. Numbers are given out again, so the start time must match too: a
 * stranger that got the number of a dead child is left alone.
 *
 * @param pid number of the process
 * @param startedAt when it started
 */
public record ProcessMark(long pid, Instant startedAt) {

  /** Systems tell start times by the tick or the second, and their clock may be set meanwhile. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** The mark of a running process. */
  public static ProcessMark of(ProcessHandle process) {
    return new ProcessMark(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  /** The mark kept in the file; nothing if there is none or it cannot be understood. */
  public static Optional<ProcessMark> read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return Optional.of(
          new ProcessMark(Long.parseLong(lines.get(0)), Instant.parse(lines.get(1))));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Keeps the mark in the file. */
  public void write(Path file) {
    try {
      Files.writeString(file, pid + "\n" + startedAt + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write " + file, e);
    }
  }

  /** The process, if it still runs and is the one that was marked. */
  public Optional<ProcessHandle> running() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
  }

  private boolean startedThen(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(startedAt, start).abs().compareTo(TOLERANCE) <= 0)
        .orElse(false);
  }
}
