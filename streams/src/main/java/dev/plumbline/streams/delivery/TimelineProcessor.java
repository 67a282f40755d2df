package dev.plumbline.streams.delivery;

import dev.plumbline.delivery.CommitQuestion;
import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.fact.Incident;
import dev.plumbline.fact.IncidentFactKey;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.Settings;
import dev.plumbline.streams.delivery.timeline.Timeline;
import dev.plumbline.streams.delivery.timeline.TimelineOutput;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Runs the timelines on deployments and incidents. It also judges services of which the cells, that
 * share its store, have heard something new; the metrics that this changes are computed there.
 */
final class TimelineProcessor extends StageProcessor<SpecificRecord> implements TimelineOutput {

  static final String STORE = "timeline";

  /** Judging takes its time from adding up, so that a backfill judges a service seldom. */
  private static final int ENTRIES_AT_ONCE = 2_000;

  private Timeline timeline;
  private boolean mayHaveWork = true;

  TimelineProcessor(StageProgress progress) {
    super(STORE, progress);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    timeline = new Timeline(store(), this);
  }

  @Override
  protected void apply(Record<SpecificRecord, SpecificRecord> record) {
    mayHaveWork = true;
    if (record.value() instanceof ResolvedDeployment deployment) {
      timeline.apply(deployment);
    } else if (record.value() instanceof ResolvedIncident incident) {
      timeline.apply(incident);
    } else {
      // The organisation's rules, or their removal: the only value here that can be null.
      timeline.apply((Settings) record.value());
    }
  }

  @Override
  protected void settle(int budget) {
    timeline.settle(Math.min(budget, ENTRIES_AT_ONCE));
    mayHaveWork = timeline.hasWork();
  }

  /** Asking the store for every record would cost more than the record. */
  @Override
  protected long pendingWork() {
    return mayHaveWork ? 1 : 0;
  }

  @Override
  public void deployment(DeploymentKey key, @Nullable Deployment deployment) {
    forward(key, deployment);
  }

  @Override
  public void incident(IncidentFactKey key, @Nullable Incident incident) {
    forward(key, incident);
  }

  @Override
  public void mark(DeploymentMark mark) {
    forward(new CanonicalRepository(mark.getRepository()), mark);
  }

  @Override
  public void question(CommitQuestion question) {
    forward(new CanonicalRepository(question.getRepository()), question);
  }
}
