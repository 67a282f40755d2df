package dev.plumbline.streams.delivery;

import dev.plumbline.delivery.ScopeChange;
import dev.plumbline.delivery.ScopeEnvironment;
import dev.plumbline.delivery.ServiceDay;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.streams.delivery.scopes.ServiceDays;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Joins the days of services with what the organisation says of their owners. */
final class ServiceDayProcessor extends StageProcessor<ServiceKey> {

  static final String STORE = "service-days";

  /** A day is read, written and sent three times, and some are long. */
  private static final int DAYS_AT_ONCE = 1_000;

  private ServiceDays days;

  ServiceDayProcessor(StageProgress progress) {
    super(STORE, progress);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    days = new ServiceDays(store(), this::tell);
  }

  @Override
  protected void apply(Record<ServiceKey, SpecificRecord> record) {
    if (record.value() instanceof ServiceDay day) {
      days.apply(day);
    } else {
      // The organisation's record, or its removal: the only value here that can be null.
      days.declare(record.key().getService(), (Service) record.value());
    }
  }

  @Override
  protected void settle(int budget) {
    days.settle(Math.min(budget, DAYS_AT_ONCE));
  }

  @Override
  protected long pendingWork() {
    return days.pendingWork();
  }

  private void tell(ScopeChange change) {
    forward(
        new ScopeEnvironment(change.getScopeKind(), change.getScope(), change.getEnvironment()),
        change);
  }
}
