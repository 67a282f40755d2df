package dev.plumbline.streams.delivery;

import dev.plumbline.delivery.NameClaim;
import dev.plumbline.delivery.Renaming;
import dev.plumbline.delivery.SourceKey;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.event.RepositoryObserved;
import dev.plumbline.streams.delivery.resolution.Names;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Tells each name at a source which repository it stands for. */
final class NameProcessor extends StageProcessor<SourceKey> {

  static final String STORE = "names-of-repositories";

  private Names names;

  NameProcessor(StageProgress progress) {
    super(STORE, progress);
  }

  /** Whether an event under this key tells a renaming. Under a foreign key it tells nothing. */
  static boolean takes(RepositoryKey key, @Nullable SpecificRecord value) {
    return value instanceof RepositoryObserved observed
        && observed.getRenamedFrom() != null
        && new RepositoryKey(observed.getSource(), observed.getRepository()).equals(key);
  }

  /** A renaming on its way to the other names of its source. */
  static KeyValue<SpecificRecord, SpecificRecord> addressed(SpecificRecord value) {
    RepositoryObserved observed = (RepositoryObserved) value;
    return KeyValue.pair(
        new SourceKey(observed.getSource()),
        new Renaming(
            observed.getSource(),
            observed.getRenamedFrom(),
            observed.getRepository(),
            observed.getVersion()));
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    names = new Names(store(), this::forward);
  }

  @Override
  protected void apply(Record<SourceKey, SpecificRecord> record) {
    if (record.value() instanceof Renaming renaming) {
      names.apply(renaming);
    } else {
      names.apply((NameClaim) record.value());
    }
  }

  @Override
  protected void settle(int budget) {}

  @Override
  protected long pendingWork() {
    return 0;
  }
}
