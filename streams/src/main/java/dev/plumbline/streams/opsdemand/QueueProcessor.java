package dev.plumbline.streams.opsdemand;

import dev.plumbline.opsdemand.QueuedTicket;
import dev.plumbline.organisation.Queue;
import dev.plumbline.organisation.QueueKey;
import dev.plumbline.streams.opsdemand.queues.Queues;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Runs the queues on what the organisation says of them and on the tickets that they hold. */
final class QueueProcessor extends StageProcessor<QueueKey> {

  static final String STORE = "queues";

  private Queues queues;

  QueueProcessor(StageProgress progress) {
    super(STORE, progress);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    queues = new Queues(store(), this::forward);
  }

  @Override
  protected void apply(Record<QueueKey, SpecificRecord> record) {
    if (record.value() instanceof QueuedTicket ticket) {
      queues.place(record.key(), ticket);
    } else {
      // The organisation's record, or its removal: the only value here that can be null.
      queues.declare(record.key(), (Queue) record.value());
    }
  }

  @Override
  protected void settle(int budget) {
    queues.settle(budget);
  }

  @Override
  protected long pendingWork() {
    return queues.pendingWork();
  }
}
