package dev.plumbline.streams.delivery;

import dev.plumbline.delivery.ScopeChange;
import dev.plumbline.delivery.ScopeEnvironment;
import dev.plumbline.streams.delivery.scopes.Scopes;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Adds up the days of a scope's services and computes its metrics. */
final class ScopeProcessor extends StageProcessor<ScopeEnvironment> {

  static final String STORE = "scopes";

  /** A deployment and what it carries come one after the other, and so do days of one month. */
  private static final Duration BETWEEN_SLICES = Duration.ofMillis(250);

  /** Each may be in a month of its own, whose percentiles are read from the month's days. */
  private static final int DAYS_AT_ONCE = 400;

  private Scopes scopes;

  ScopeProcessor(StageProgress progress) {
    super(STORE, progress, BETWEEN_SLICES);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    scopes = new Scopes(store(), this::forward);
  }

  @Override
  protected void apply(Record<ScopeEnvironment, SpecificRecord> record) {
    scopes.apply((ScopeChange) record.value());
  }

  @Override
  protected void settle(int budget) {
    int left = DAYS_AT_ONCE;
    int taken;
    do {
      taken = scopes.computeChanged(left);
      left -= taken;
    } while (taken > 0 && left > 0);
  }

  @Override
  protected long pendingWork() {
    return scopes.pendingWork();
  }
}
