package dev.plumbline.streams.delivery.incidents;

import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.organisation.Settings;
import dev.plumbline.streams.delivery.incidents.IncidentStore.Kind;
import dev.plumbline.streams.delivery.incidents.IncidentStore.Stored;
import dev.plumbline.streams.delivery.incidents.IncidentStore.Subject;
import dev.plumbline.streams.delivery.terms.KnownSettings;
import dev.plumbline.streams.delivery.terms.Records;
import dev.plumbline.streams.errors.InvalidEventException;
import dev.plumbline.streams.state.OrderedStore;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Merges observations of incidents, and of the tickets that are incidents by the organisation's
 * rules, and addresses them to services. What changes nothing is not sent on. When the rules
 * change, everything is addressed anew in bounded slices. Not thread-safe.
 */
public final class Incidents {

  private final IncidentStore store;
  private final KnownSettings settings;
  private final Consumer<ResolvedIncident> output;

  public Incidents(OrderedStore store, Consumer<ResolvedIncident> output) {
    this.store = new IncidentStore(store);
    this.settings = new KnownSettings(store, "incidents");
    this.output = output;
  }

  /** Kinds of subjects that are still to be addressed anew. */
  public long pendingWork() {
    return store.pendingSweeps();
  }

  /**
   * Adds an observation of an incident.
   *
   * @throws InvalidEventException if it names no source or no incident
   */
  public void observe(IncidentObserved observed) {
    Subject subject = subject(Kind.INCIDENT, observed.getSource(), observed.getIncident());
    Stored known = store.get(subject);
    List<IncidentObserved> before = known.observations(IncidentObserved::fromByteBuffer);
    List<IncidentObserved> all = known.observations(IncidentObserved::fromByteBuffer);
    all.add(observed);
    List<IncidentObserved> deciding = IncidentObservations.deciding(all);
    if (!deciding.equals(before)) {
      List<byte[]> bytes =
          deciding.stream().map(one -> Records.encoded(one::toByteBuffer)).toList();
      resolve(subject, new Stored(known.sent(), bytes), true);
    }
  }

  /**
   * Adds an observation of a ticket, which may be an incident.
   *
   * @throws InvalidEventException if it names no source or no ticket
   */
  public void observe(TicketObserved observed) {
    Subject subject = subject(Kind.TICKET, observed.getSource(), observed.getTicket());
    Stored known = store.get(subject);
    List<TicketObserved> before = known.observations(TicketObserved::fromByteBuffer);
    List<TicketObserved> all = known.observations(TicketObserved::fromByteBuffer);
    all.add(TicketObservations.stripped(observed));
    List<TicketObserved> deciding = TicketObservations.deciding(all);
    if (!deciding.equals(before)) {
      List<byte[]> bytes =
          deciding.stream().map(one -> Records.encoded(one::toByteBuffer)).toList();
      resolve(subject, new Stored(known.sent(), bytes), true);
    }
  }

  /** Takes the organisation's rules, null for the defaults. */
  public void apply(@Nullable Settings said) {
    if (settings.put(
        said,
        List.of(
            Settings::getEnvironmentNames,
            Settings::getIncidentRules,
            Settings::getIncidentServices))) {
      store.startSweeps();
    }
  }

  /**
   * Does pending work.
   *
   * @param budget how many subjects may be addressed anew
   */
  public void settle(int budget) {
    if (store.pendingSweeps() == 0) {
      return;
    }
    int left = budget;
    for (Kind kind : Kind.values()) {
      if (left > 0) {
        List<Subject> subjects = store.sweep(kind, left);
        subjects.forEach(subject -> resolve(subject, store.get(subject), false));
        left -= subjects.size();
      }
    }
  }

  private static Subject subject(Kind kind, String source, String id) {
    if (source.isBlank() || id.isBlank()) {
      throw new InvalidEventException(
          "Expected the names of a source and of what it observed, got none");
    }
    return new Subject(kind, source, id);
  }

  private void resolve(Subject subject, Stored stored, boolean isNews) {
    ResolvedIncident before = stored.sent();
    ResolvedIncident now = resolved(subject, stored);
    boolean isChanged = !Objects.equals(before, now);
    if (isChanged || isNews) {
      store.put(subject, new Stored(now, stored.observations()));
    }
    if (!isChanged) {
      return;
    }
    if (before != null && (now == null || !now.getService().equals(before.getService()))) {
      output.accept(ResolvedIncident.newBuilder(before).setPresent(false).build());
    }
    if (now != null) {
      output.accept(now);
    }
  }

  private @Nullable ResolvedIncident resolved(Subject subject, Stored stored) {
    return switch (subject.kind()) {
      case INCIDENT ->
          new IncidentObservations(stored.observations(IncidentObserved::fromByteBuffer))
              .resolve(subject.source(), subject.id(), settings);
      case TICKET ->
          new TicketObservations(stored.observations(TicketObserved::fromByteBuffer))
              .resolve(subject.source(), subject.id(), settings);
    };
  }
}
