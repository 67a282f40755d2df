package dev.plumbline.streams.delivery;

import dev.plumbline.delivery.CarriedChanges;
import dev.plumbline.delivery.ChangeEvidence;
import dev.plumbline.delivery.CommitLabel;
import dev.plumbline.delivery.ScopeChange;
import dev.plumbline.delivery.ScopeEnvironment;
import dev.plumbline.metric.MetricKey;
import dev.plumbline.metric.MetricValue;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.organisation.Settings;
import dev.plumbline.organisation.SettingsKey;
import dev.plumbline.streams.delivery.cells.Cells;
import dev.plumbline.streams.delivery.cells.CellsOutput;
import dev.plumbline.streams.delivery.cells.DaySums;
import dev.plumbline.streams.delivery.scopes.ServiceDays;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.delivery.timeline.DirtyServices;
import dev.plumbline.streams.delivery.timeline.PlacedDeployments;
import dev.plumbline.streams.delivery.timeline.TimelineStore;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import java.time.LocalDate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Adds what the commit graph says to the cells of deployments, keeps its word on commits for the
 * timeline in front, with which it shares the store, computes the metrics that this or the timeline
 * has changed, and gives the days of services to their owners.
 */
final class CellsProcessor extends StageProcessor<SpecificRecord> implements CellsOutput {

  /** Enough to make progress on a backfill, few enough to stay short of a second. */
  private static final int DAYS_AT_ONCE = 200;

  /** A day that changes hands is read, written and sent three times. */
  private static final int MOVED_AT_ONCE = 1_000;

  private TimelineStore timeline;
  private PlacedDeployments places;
  private DirtyServices dirty;
  private Cells cells;
  private ServiceDays days;
  private boolean mayHaveWork = true;

  CellsProcessor(StageProgress progress) {
    super(TimelineProcessor.STORE, progress);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    timeline = new TimelineStore(store());
    places = new PlacedDeployments(store());
    dirty = new DirtyServices(store());
    cells = new Cells(store(), this);
    days = new ServiceDays(store(), this::tell);
  }

  @Override
  protected String name() {
    return "cells";
  }

  @Override
  protected void apply(Record<SpecificRecord, SpecificRecord> record) {
    mayHaveWork = true;
    SpecificRecord value = record.value();
    if (value instanceof CarriedChanges changes) {
      add(changes);
    } else if (value instanceof CommitLabel label) {
      timeline.put(label);
    } else if (value instanceof ChangeEvidence evidence) {
      timeline.put(evidence);
    } else if (record.key() instanceof SettingsKey) {
      days.apply((Settings) value);
    } else {
      declare(((ServiceKey) record.key()).getService(), (Service) value);
    }
  }

  private void add(CarriedChanges changes) {
    cells.add(changes);
    Target target = new Target(changes.getService(), changes.getEnvironment());
    Label place = timeline.placeOf(target, changes.getDeployment());
    if (place != null) {
      places.dayChanged(target, place);
    }
  }

  /** Takes the organisation's record of a service, or its removal. */
  private void declare(String service, @Nullable Service record) {
    days.declare(service, record);
    dirty.add(service);
  }

  @Override
  protected void settle(int budget) {
    int left = DAYS_AT_ONCE;
    int taken;
    do {
      taken = cells.computeChanged(left);
      left -= taken;
    } while (taken > 0 && left > 0);
    days.settle(Math.min(budget, MOVED_AT_ONCE));
    mayHaveWork = days.pendingWork() > 0 || places.hasChangedDays() || dirty.hasAny();
  }

  /** Asking the store for every record would cost more than the record. */
  @Override
  protected long pendingWork() {
    return mayHaveWork ? 1 : 0;
  }

  @Override
  public void metric(MetricKey key, @Nullable MetricValue value) {
    forward(key, value);
  }

  @Override
  public void day(Target target, LocalDate day, DaySums sums) {
    days.apply(target, day, sums);
  }

  private void tell(ScopeChange change) {
    forward(
        new ScopeEnvironment(change.getScopeKind(), change.getScope(), change.getEnvironment()),
        change);
  }
}
