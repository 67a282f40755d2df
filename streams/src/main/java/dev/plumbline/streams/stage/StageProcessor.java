package dev.plumbline.streams.stage;

import dev.plumbline.streams.state.OrderedStore;
import dev.plumbline.streams.state.StreamsOrderedStore;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calculation of one stage: hands it records, lets it settle in bounded slices, and passes
 * on what it says. The wall clock only decides when a slice is done, never what it yields.
 */
public abstract class StageProcessor<K extends SpecificRecord>
    implements Processor<K, SpecificRecord, SpecificRecord, SpecificRecord> {

  private static final Duration BETWEEN_SLICES = Duration.ofMillis(50);

  /** Well under a second of work, so that polling and committing go on meanwhile. */
  private static final int BUDGET = 10_000;

  private final String storeName;
  private final StageProgress progress;
  private final Duration betweenSlices;
  private ProcessorContext<SpecificRecord, SpecificRecord> context;
  private Cancellable slices;

  /** Of the record in hand; slices pass on the stream's. */
  private long timestamp;

  /** A stage on the store of that name. */
  protected StageProcessor(String storeName, StageProgress progress) {
    this(storeName, progress, BETWEEN_SLICES);
  }

  /** A stage that takes its slices of pending work at such an interval. */
  protected StageProcessor(String storeName, StageProgress progress, Duration betweenSlices) {
    this.storeName = storeName;
    this.progress = progress;
    this.betweenSlices = betweenSlices;
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    this.context = context;
    this.slices =
        context.schedule(betweenSlices, PunctuationType.WALL_CLOCK_TIME, now -> settleSlice());
  }

  @Override
  public void process(Record<K, SpecificRecord> record) {
    timestamp = record.timestamp();
    apply(record);
    report();
  }

  @Override
  public void close() {
    slices.cancel();
    progress.forget(stage());
  }

  /** Takes a record. */
  protected abstract void apply(Record<K, SpecificRecord> record);

  /** Does pending work, visiting about as many entries as the budget says. */
  protected abstract void settle(int budget);

  /** Pieces of work left to settle. */
  protected abstract long pendingWork();

  /** What the stage's work is reported as: its store, unless several stages share one. */
  protected String name() {
    return storeName;
  }

  /** The stage's store. */
  protected OrderedStore store() {
    KeyValueStore<Bytes, byte[]> store = context.getStateStore(storeName);
    return new StreamsOrderedStore(store);
  }

  /** Passes a record on, with the time of what caused it. */
  protected void forward(SpecificRecord key, @Nullable SpecificRecord value) {
    context.forward(new Record<>(key, value, timestamp));
  }

  private void report() {
    progress.report(stage(), pendingWork());
  }

  private void settleSlice() {
    timestamp = Math.max(0, context.currentStreamTimeMs());
    settle(BUDGET);
    report();
  }

  private String stage() {
    return name() + "-" + context.taskId();
  }
}
