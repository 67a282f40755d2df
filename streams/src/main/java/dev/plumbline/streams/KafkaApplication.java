package dev.plumbline.streams;

import dev.plumbline.component.CheckResult;
import dev.plumbline.streams.generations.Application;
import dev.plumbline.streams.operations.ApplicationLag;
import dev.plumbline.streams.operations.Lag;

/** An application with what tells how far it is. */
final class KafkaApplication implements Application {

  private final FamilyRunner runner;
  private final ApplicationLag lag;
  private final Runnable closed;

  KafkaApplication(FamilyRunner runner, ApplicationLag lag, Runnable closed) {
    this.runner = runner;
    this.lag = lag;
    this.closed = closed;
  }

  @Override
  public String name() {
    return runner.name();
  }

  @Override
  public CheckResult check() {
    return runner.check();
  }

  @Override
  public Lag lag() {
    return lag.measure();
  }

  @Override
  public void retire() {
    lag.close();
    runner.retire();
    closed.run();
  }

  @Override
  public void close() {
    lag.close();
    runner.close();
    closed.run();
  }
}
