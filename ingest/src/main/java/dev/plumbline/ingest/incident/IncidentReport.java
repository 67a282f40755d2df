package dev.plumbline.ingest.incident;

import dev.plumbline.event.IncidentLinks;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.IncidentState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of one incident; what it leaves out is null and stays as it was said before.
 *
 * @param version instant of the report, in milliseconds: of two the later one stands
 * @param deleted whether it is to be taken back
 */
public record IncidentReport(
    String id,
    long version,
    @Nullable String service,
    @Nullable String environment,
    @Nullable IncidentState state,
    @Nullable Instant startedAt,
    @Nullable Instant resolvedAt,
    @Nullable IncidentLinks causes,
    @Nullable String severity,
    @Nullable Boolean deleted) {

  /** The report as an event of the source. */
  IncidentObserved observed(String source) {
    return IncidentObserved.newBuilder()
        .setSource(source)
        .setIncident(id)
        .setVersion(version)
        .setService(service)
        .setEnvironment(environment)
        .setState(state)
        .setStartedAt(startedAt)
        .setResolvedAt(resolvedAt)
        .setCauses(causes)
        .setSeverity(severity)
        .setWithdrawn(deleted)
        .build();
  }
}
