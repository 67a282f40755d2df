package dev.plumbline.streams.delivery;

import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.delivery.ServiceEnvironment;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.streams.delivery.timeline.Timeline;
import dev.plumbline.streams.delivery.timeline.TimelineOutput;
import dev.plumbline.streams.delivery.timeline.TimelineStore;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Runs the timeline on deployments; the metrics it changes are computed by the cells behind it. */
final class TimelineProcessor extends StageProcessor<ServiceEnvironment> implements TimelineOutput {

  static final String STORE = "timeline";

  private TimelineStore store;
  private Timeline timeline;

  TimelineProcessor(StageProgress progress) {
    super(STORE, progress);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    store = new TimelineStore(store());
    timeline = new Timeline(store, this);
  }

  @Override
  protected void apply(Record<ServiceEnvironment, SpecificRecord> record) {
    timeline.apply((ResolvedDeployment) record.value());
  }

  @Override
  protected void settle(int budget) {}

  /** The cells share this store and settle what the timeline changed in it. */
  @Override
  protected long pendingWork() {
    return store.hasChangedDays() ? 1 : 0;
  }

  @Override
  public void deployment(DeploymentKey key, @Nullable Deployment deployment) {
    forward(key, deployment);
  }

  @Override
  public void mark(DeploymentMark mark) {
    forward(new CanonicalRepository(mark.getRepository()), mark);
  }
}
