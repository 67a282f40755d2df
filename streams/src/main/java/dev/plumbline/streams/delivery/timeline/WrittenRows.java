package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.delivery.CommitQuestion;
import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.fact.Deployment;
import dev.plumbline.fact.DeploymentKey;
import dev.plumbline.fact.Incident;
import dev.plumbline.fact.IncidentFactKey;
import dev.plumbline.streams.delivery.terms.Records;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was last said of a service to the outside, in an ordered store, so that only what changed is
 * said again.
 */
final class WrittenRows {

  private static final char DEPLOYMENT_ROW = 'R';
  private static final char INCIDENT_ROW = 'J';
  private static final char QUESTION = 'Q';
  private static final byte[] NOTHING = {};

  private final OrderedStore store;
  private final PlacedDeployments places;
  private final TimelineOutput output;

  WrittenRows(OrderedStore store, TimelineOutput output) {
    this.store = store;
    this.places = new PlacedDeployments(store);
    this.output = output;
  }

  /** Replaces the rows of a service's deployments. */
  void deployments(String service, Map<DeploymentId, Deployment> rows) {
    Map<DeploymentId, byte[]> written = new HashMap<>();
    try (OrderedStore.Scan scan =
        store.scan(KeyWriter.kind(DEPLOYMENT_ROW).text(service).toBytes())) {
      scan.forEachRemaining(entry -> written.put(TimelineStore.idOf(entry.key()), entry.value()));
    }
    rows.forEach((id, row) -> replace(service, id, written.remove(id), row));
    written.forEach((id, before) -> replace(service, id, before, null));
  }

  private void replace(
      String service, DeploymentId id, byte @Nullable [] before, @Nullable Deployment row) {
    byte[] after = row == null ? null : Records.encoded(row::toByteBuffer);
    if (Arrays.equals(before, after)) {
      return;
    }
    put(
        KeyWriter.kind(DEPLOYMENT_ROW)
            .text(service)
            .text(id.environment())
            .text(id.deployment())
            .toBytes(),
        after);
    Deployment rowBefore =
        before == null ? null : Records.decoded(before, Deployment::fromByteBuffer);
    move(
        new Target(service, id.environment()),
        PlacedDeployment.of(id.deployment(), rowBefore),
        PlacedDeployment.of(id.deployment(), row));
    output.deployment(new DeploymentKey(service, id.environment(), id.deployment()), row);
  }

  private void move(
      Target target, @Nullable PlacedDeployment before, @Nullable PlacedDeployment after) {
    if (before != null && before.equals(after)) {
      return;
    }
    if (before != null) {
      places.delete(target, before);
    }
    if (after != null) {
      places.put(target, after);
    }
  }

  /** Replaces the rows of a service's incidents. */
  void incidents(String service, Map<ResolvedIncident, Incident> rows) {
    Map<IncidentFactKey, byte[]> written = new HashMap<>();
    try (OrderedStore.Scan scan =
        store.scan(KeyWriter.kind(INCIDENT_ROW).text(service).toBytes())) {
      scan.forEachRemaining(entry -> written.put(incidentOf(entry.key()), entry.value()));
    }
    rows.forEach(
        (incident, row) -> {
          IncidentFactKey key =
              new IncidentFactKey(service, incident.getSource(), incident.getIncident());
          replace(key, written.remove(key), row);
        });
    written.forEach((key, before) -> replace(key, before, null));
  }

  private void replace(IncidentFactKey key, byte @Nullable [] before, @Nullable Incident row) {
    byte[] after = row == null ? null : Records.encoded(row::toByteBuffer);
    if (!Arrays.equals(before, after)) {
      put(
          KeyWriter.kind(INCIDENT_ROW)
              .text(key.getService())
              .text(key.getSource())
              .text(key.getIncident())
              .toBytes(),
          after);
      output.incident(key, row);
    }
  }

  /** Replaces what the commit graph is asked for a service. */
  void questions(String service, Set<DeployedCommit> asked) {
    Set<DeployedCommit> before = new HashSet<>();
    try (OrderedStore.Scan scan = store.scan(KeyWriter.kind(QUESTION).text(service).toBytes())) {
      scan.forEachRemaining(entry -> before.add(questionOf(entry.key())));
    }
    asked.stream()
        .filter(commit -> !before.contains(commit))
        .forEach(commit -> ask(service, commit, true));
    before.stream()
        .filter(commit -> !asked.contains(commit))
        .forEach(commit -> ask(service, commit, false));
  }

  private void ask(String service, DeployedCommit commit, boolean isPresent) {
    put(
        KeyWriter.kind(QUESTION)
            .text(service)
            .text(commit.environment())
            .text(commit.repository())
            .text(commit.sha())
            .toBytes(),
        isPresent ? NOTHING : null);
    output.question(
        new CommitQuestion(
            commit.repository(), service, commit.environment(), commit.sha(), isPresent));
  }

  private void put(byte[] key, byte @Nullable [] value) {
    if (value == null) {
      store.delete(key);
    } else {
      store.put(key, value);
    }
  }

  private static IncidentFactKey incidentOf(byte[] bytes) {
    KeyReader key = new KeyReader(bytes);
    return new IncidentFactKey(key.text(), key.text(), key.text());
  }

  private static DeployedCommit questionOf(byte[] bytes) {
    KeyReader key = new KeyReader(bytes);
    key.text();
    return new DeployedCommit(key.text(), key.text(), key.text());
  }
}
