package dev.plumbline.streams.delivery;

import dev.plumbline.delivery.SourceKey;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.Repository;
import dev.plumbline.streams.delivery.resolution.Addressing;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Turns repository records into claims to the names under which sources know them. */
final class AddressingProcessor extends StageProcessor<CanonicalRepository> {

  static final String STORE = "repository-names";

  private Addressing addressing;

  AddressingProcessor(StageProgress progress) {
    super(STORE, progress);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    addressing = new Addressing(store(), claim -> forward(new SourceKey(claim.getSource()), claim));
  }

  @Override
  protected void apply(Record<CanonicalRepository, SpecificRecord> record) {
    addressing.apply(record.key().getRepository(), (Repository) record.value());
  }

  @Override
  protected void settle(int budget) {}

  @Override
  protected long pendingWork() {
    return 0;
  }
}
