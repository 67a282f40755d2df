package dev.plumbline.streams.generations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.component.CheckResult;
import dev.plumbline.replay.Generations;
import dev.plumbline.replay.InMemoryGenerationLog;
import dev.plumbline.streams.operations.Lag;
import dev.plumbline.topic.Family;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyGenerationsTest {

  private static final int ENOUGH = 10;

  private final InMemoryGenerationLog log = new InMemoryGenerationLog();
  private final FakeApplications applications = new FakeApplications();
  private FamilyGenerations generations = started();

  private FamilyGenerations started() {
    return new FamilyGenerations(Family.DELIVERY, applications, log);
  }

  @Test
  void shouldRunFirstGenerationWhenNothingWasTold() {
    step();

    assertThat(applications.running.keySet()).containsExactly(1);
    assertThat(log.told()).isEmpty();
    assertThat(generations.check().isUp()).isTrue();
  }

  @Test
  void shouldComputeNextGenerationBesideAndTellEndsWhenCaughtUp() {
    step();
    assertThat(generations.replay()).isEqualTo(OptionalInt.of(2));
    assertThat(generations.replay()).as("a second one").isEmpty();
    step(ENOUGH);
    assertThat(applications.running.keySet()).containsExactly(1, 2);
    assertThat(log.computed(Family.DELIVERY).isCaughtUp()).isFalse();
    assertThat(generations.state().left()).isEqualTo(new Lag(7, 0, false));

    settle(2);
    step(ENOUGH);

    assertThat(log.computed(Family.DELIVERY))
        .isEqualTo(new Generations(1, 2, FakeApplications.ENDS));
    assertThat(applications.running.keySet()).as("until readers see it").containsExactly(1, 2);
  }

  @Test
  void shouldNotBelieveOneQuietLook() {
    replayTo(2);
    settle(2);
    step();
    applications.running.get(2).left = new Lag(1, 0, false);
    step();
    settle(2);
    step();

    assertThat(log.computed(Family.DELIVERY).isCaughtUp()).isFalse();
  }

  @Test
  void shouldCatchUpWhereEventsNeverStopComing() {
    replayTo(2);
    step(100);
    assertThat(log.computed(Family.DELIVERY).isCaughtUp()).as("nothing is taken").isFalse();

    applications.running.get(2).hasTaken = true;
    applications.running.get(2).left = new Lag(300, 4, false);
    step(100);
    assertThat(log.computed(Family.DELIVERY).isCaughtUp()).as("work is never done").isFalse();

    applications.running.get(2).left = new Lag(300, 0, false);
    step(100);
    assertThat(log.computed(Family.DELIVERY).isCaughtUp()).isTrue();
  }

  @Test
  void shouldNotCatchUpWhileItDoesNotRun() {
    replayTo(2);
    settle(2);
    applications.running.get(2).check = CheckResult.down("stopped: no such field");
    step(ENOUGH);

    assertThat(log.computed(Family.DELIVERY).isCaughtUp()).isFalse();
    assertThat(generations.state().problem()).contains("no such field");
    assertThat(generations.check().isUp()).as("readers lack nothing").isTrue();
  }

  @Test
  void shouldLeaveNothingOfOldGenerationWhenReadersSeeNext() {
    catchUp(2);
    log.tellShown(Family.DELIVERY, 2);
    step();

    assertThat(applications.running.keySet()).containsExactly(2);
    assertThat(applications.onBrokers).containsExactly(2);
    assertThat(applications.onDisk).containsExactly(2);
    assertThat(log.computed(Family.DELIVERY)).isEqualTo(new Generations(2, null, null));
    assertThat(generations.replay()).isEqualTo(OptionalInt.of(3));
  }

  @Test
  void shouldWaitForInstanceThatDiedBeforeItTakesTopicsAway() {
    catchUp(2);
    applications.haunted.add(1);
    log.tellShown(Family.DELIVERY, 2);
    step(ENOUGH);
    assertThat(applications.onBrokers).containsExactly(1, 2);
    assertThat(generations.replay()).as("until the one before is cleared away").isEmpty();

    applications.haunted.clear();
    step();

    assertThat(applications.onBrokers).containsExactly(2);
    assertThat(log.computed(Family.DELIVERY)).isEqualTo(new Generations(2, null, null));
  }

  @Test
  void shouldNotTakeNumberThatReadersHaveSeenBefore() {
    log.tellShown(Family.DELIVERY, 5);

    assertThat(generations.replay()).isEqualTo(OptionalInt.of(6));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3", "5", "9"})
  void shouldFinishAfterCrashAtAnyStep(int steps) {
    step();
    generations.replay();
    for (int each = 0; each < steps; each++) {
      workAndShow();
      step();
    }
    applications.crash();
    generations = started();
    for (int each = 0; each < ENOUGH; each++) {
      workAndShow();
      step();
    }

    assertThat(log.computed(Family.DELIVERY)).isEqualTo(new Generations(2, null, null));
    assertThat(applications.running.keySet()).containsExactly(2);
    assertThat(applications.onBrokers).containsExactly(2);
    assertThat(applications.onDisk).containsExactly(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "ends", "keep", "discard"})
  void shouldFinishAfterFailureOfAnyKind(String what) {
    step();
    generations.replay();
    applications.failing = what;
    for (int each = 0; each < 2 * ENOUGH; each++) {
      workAndShow();
      step();
    }

    assertThat(applications.failing).as("failed").isEmpty();
    assertThat(log.computed(Family.DELIVERY)).isEqualTo(new Generations(2, null, null));
    assertThat(applications.running.keySet()).containsExactly(2);
    assertThat(applications.onBrokers).containsExactly(2);
    assertThat(applications.onDisk).containsExactly(2);
  }

  @Test
  void shouldCountWhatReadersAreAboutToSeeAsLag() {
    replayTo(2);
    settle(1);
    applications.running.get(2).left = new Lag(9, 0, false);
    assertThat(generations.lag()).isEqualTo(FakeApplications.SETTLED);

    settle(2);
    step(ENOUGH);
    applications.running.get(2).left = new Lag(9, 0, false);

    assertThat(generations.lag()).isEqualTo(new Lag(9, 0, false));
  }

  @Test
  void shouldFollowWhatAnotherInstanceTold() {
    step();
    log.tellComputed(Family.DELIVERY, new Generations(1, 2, null));
    step();
    assertThat(applications.running.keySet()).containsExactly(1, 2);

    log.tellComputed(Family.DELIVERY, new Generations(2, null, null));
    step();

    assertThat(applications.running.keySet()).containsExactly(2);
    assertThat(applications.onDisk).containsExactly(2);
    assertThat(log.told()).hasSize(2);
  }

  private void replayTo(int generation) {
    step();
    assertThat(generations.replay()).hasValue(generation);
    step();
  }

  private void catchUp(int generation) {
    replayTo(generation);
    settle(generation);
    step(ENOUGH);
  }

  private void settle(int generation) {
    applications.running.get(generation).left = FakeApplications.SETTLED;
  }

  /** The applications work, and dashboards shows what has caught up. */
  private void workAndShow() {
    applications.running.values().forEach(each -> each.left = FakeApplications.SETTLED);
    Generations told = log.computed(Family.DELIVERY);
    if (told.isCaughtUp()) {
      log.tellShown(Family.DELIVERY, told.ready());
    }
  }

  private void step(int times) {
    for (int each = 0; each < times; each++) {
      step();
    }
  }

  /** As the loop around it does. */
  private void step() {
    try {
      generations.step();
    } catch (IllegalStateException e) {
      generations.failed(e);
    }
  }
}
