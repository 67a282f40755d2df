package dev.plumbline.streams.opsdemand;

import dev.plumbline.opsdemand.DemandChange;
import dev.plumbline.opsdemand.DemandScope;
import dev.plumbline.streams.opsdemand.months.Months;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Adds tickets up to months, and computes what has changed once per slice. */
final class MonthProcessor extends StageProcessor<DemandScope> {

  static final String STORE = "months";

  /** As many as a backfill touches, few enough to stay short of a second. */
  private static final int MONTHS_AT_ONCE = 1_000;

  private Months months;

  MonthProcessor(StageProgress progress) {
    super(STORE, progress);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    months = new Months(store());
  }

  @Override
  protected void apply(Record<DemandScope, SpecificRecord> record) {
    months.add(record.key(), (DemandChange) record.value());
  }

  @Override
  protected void settle(int budget) {
    months.computeChanged(MONTHS_AT_ONCE, this::forward);
  }

  @Override
  protected long pendingWork() {
    return months.hasChanged() ? 1 : 0;
  }
}
