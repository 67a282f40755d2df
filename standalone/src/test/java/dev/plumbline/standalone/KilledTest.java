package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.standalone.history.MixedHistory;
import dev.plumbline.standalone.history.TestRepository;
import dev.plumbline.standalone.running.Commands;
import dev.plumbline.standalone.running.Folders;
import dev.plumbline.standalone.running.SharedInstance;
import dev.plumbline.standalone.running.SharedInstance.Running;
import dev.plumbline.standalone.running.UpProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL while collecting. The points are spread by a seed over the time that it takes. */
@ExtendWith(SharedInstance.class)
class KilledTest {

  private static final long SEED = 1_812;
  private static final int KILLS = 5;
  private static final int LATEST_KILL_MILLIS = 3_000;
  private static final int EARLY_MILLIS = 500;
  private static final String SERVICE = "killed";

  @TempDir Path temporary;

  @Test
  void shouldExportSameBytesAfterKillsWhileCollecting(Running instance) throws Exception {
    Path folder = Folders.temporary();
    Random random = new Random(SEED);
    try (TestRepository repository =
        MixedHistory.write(temporary.resolve("killed.git"), SEED, 3_000, 30)) {
      instance.commands().collect(repository, SERVICE);
      String expected = instance.commands().exports(SERVICE);
      List<ProcessHandle> orphans = new ArrayList<>();
      int interrupted = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        try (UpProcess up = UpProcess.start(folder)) {
          assertThat(orphans).noneMatch(ProcessHandle::isAlive);
          Commands commands = up.commands();
          CompletableFuture<Void> collecting =
              CompletableFuture.runAsync(() -> commands.tryToCollect(repository, SERVICE));
          // Early ones hit the collector, late ones what is computed from it.
          Thread.sleep(random.nextInt(kill < KILLS / 2 ? EARLY_MILLIS : LATEST_KILL_MILLIS));
          interrupted += collecting.isDone() ? 0 : 1;
          orphans.addAll(up.children());
          up.kill();
          collecting.handle((done, error) -> done).join();
        }
      }
      assertThat(interrupted).as("kills while collecting").isPositive();
      try (UpProcess up = UpProcess.start(folder)) {
        assertThat(orphans).hasSize(2 * KILLS).noneMatch(ProcessHandle::isAlive);
        up.commands().collect(repository, SERVICE);
        assertThat(up.commands().exports(SERVICE)).isEqualTo(expected);
      }
    } finally {
      Folders.delete(folder);
    }
  }
}
