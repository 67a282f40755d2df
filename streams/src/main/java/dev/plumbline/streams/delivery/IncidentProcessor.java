package dev.plumbline.streams.delivery;

import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.event.IncidentKey;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.TicketKey;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.organisation.Settings;
import dev.plumbline.organisation.SettingsKey;
import dev.plumbline.streams.delivery.incidents.Incidents;
import dev.plumbline.streams.errors.InvalidEventException;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Addresses incidents, and tickets that are incidents, to their services. */
final class IncidentProcessor extends StageProcessor<SpecificRecord> {

  static final String STORE = "incidents";

  private Incidents incidents;

  IncidentProcessor(StageProgress progress) {
    super(STORE, progress);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    incidents = new Incidents(store(), this::tell);
  }

  @Override
  protected void apply(Record<SpecificRecord, SpecificRecord> record) {
    SpecificRecord value = record.value();
    if (record.key() instanceof SettingsKey) {
      incidents.apply((Settings) value);
    } else if (value instanceof IncidentObserved observed) {
      requireKey(record.key(), new IncidentKey(observed.getSource(), observed.getIncident()));
      incidents.observe(observed);
    } else if (value instanceof TicketObserved observed) {
      requireKey(record.key(), new TicketKey(observed.getSource(), observed.getTicket()));
      incidents.observe(observed);
    } else {
      throw new InvalidEventException(
          "Expected an event of incidents or tickets, got " + nameOf(value));
    }
  }

  private static String nameOf(@Nullable SpecificRecord value) {
    return value == null ? "no value" : value.getSchema().getFullName();
  }

  /** An event under another's key would be kept in the wrong place for good. */
  private static void requireKey(SpecificRecord key, SpecificRecord expected) {
    if (!expected.equals(key)) {
      throw new InvalidEventException("Expected the key to name what the event observed");
    }
  }

  @Override
  protected void settle(int budget) {
    incidents.settle(budget);
  }

  @Override
  protected long pendingWork() {
    return incidents.pendingWork();
  }

  private void tell(ResolvedIncident incident) {
    forward(new ServiceKey(incident.getService()), incident);
  }
}
