package dev.plumbline.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMarkTest {

  @TempDir Path folder;

  @Test
  void shouldFindMarkedProcess() {
    Path file = folder.resolve("mark");
    ProcessMark.of(ProcessHandle.current()).write(file);

    assertThat(ProcessMark.read(file).flatMap(ProcessMark::running))
        .contains(ProcessHandle.current());
  }

  @Test
  void shouldLeaveStrangerWithSameNumberAlone() {
    ProcessMark own = ProcessMark.of(ProcessHandle.current());
    ProcessMark dead = new ProcessMark(own.pid(), own.startedAt().minus(Duration.ofMinutes(1)));

    assertThat(dead.running()).isEmpty();
  }

  @Test
  void shouldReadNothingFromMissingOrBrokenFile() throws Exception {
    assertThat(ProcessMark.read(folder.resolve("missing"))).isEmpty();
    assertThat(ProcessMark.read(Files.writeString(folder.resolve("broken"), "12\n"))).isEmpty();
  }
}
