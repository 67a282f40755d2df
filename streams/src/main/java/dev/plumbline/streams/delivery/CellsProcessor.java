package dev.plumbline.streams.delivery;

import dev.plumbline.delivery.CarriedChanges;
import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.ServiceEnvironment;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.streams.delivery.cells.Cells;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.delivery.timeline.Timeline;
import dev.plumbline.streams.delivery.timeline.TimelineOutput;
import dev.plumbline.streams.delivery.timeline.TimelineStore;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Adds what the commit graph says to the cells of deployments, and computes the metrics that this
 * or the timeline in front, with which it shares the store, has changed.
 */
final class CellsProcessor extends StageProcessor<ServiceEnvironment> implements TimelineOutput {

  /** Enough to make progress on a backfill, few enough to stay short of a second. */
  private static final int DAYS_AT_ONCE = 200;

  private TimelineStore timelineStore;
  private Timeline timeline;
  private Cells cells;

  CellsProcessor(StageProgress progress) {
    super(TimelineProcessor.STORE, progress);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    timelineStore = new TimelineStore(store());
    timeline = new Timeline(timelineStore, this);
    cells = new Cells(store());
  }

  @Override
  protected void apply(Record<ServiceEnvironment, SpecificRecord> record) {
    CarriedChanges changes = (CarriedChanges) record.value();
    Target target = new Target(changes.getService(), changes.getEnvironment());
    cells.add(changes);
    Label place = timeline.placeOf(target, changes.getDeployment());
    if (place != null) {
      timelineStore.dayChanged(target, place);
    }
    if (changes.getCommitKnown() != null
        && changes.getSha() != null
        && changes.getRepository() != null) {
      timeline.commitKnown(
          target,
          changes.getDeployment(),
          changes.getRepository(),
          changes.getSha(),
          changes.getCommitKnown());
    }
  }

  @Override
  protected void settle(int budget) {
    cells.computeChanged(DAYS_AT_ONCE, this::forward);
  }

  @Override
  protected long pendingWork() {
    return timelineStore.hasChangedDays() ? 1 : 0;
  }

  @Override
  public void deployment(DeploymentKey key, @Nullable Deployment deployment) {
    forward(key, deployment);
  }

  @Override
  public void mark(DeploymentMark mark) {
    throw new IllegalStateException("Expected cells to change no deployment, got " + mark);
  }
}
