package dev.plumbline.ingest.git;

import dev.plumbline.collection.CollectedDeployment;
import dev.plumbline.collection.Cursor;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.ingest.collection.CollectionCancelledException;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionPhase;
import dev.plumbline.ingest.collection.CollectionRequest;
import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.topic.Topics;
import java.time.Clock;
import java.util.List;

/** Sends what became of the tags that count as deployments of one service and environment. */
final class DeploymentCollection {

  private final CollectionRequest request;
  private final EventSink sink;
  private final Cursors cursors;
  private final CollectionListener listener;
  private final RepositoryKey repository;
  private final Cursor cursor;
  private final long version;
  private long done;

  DeploymentCollection(
      CollectionRequest request,
      EventSink sink,
      Cursors cursors,
      CollectionListener listener,
      Clock clock) {
    this.request = request;
    this.sink = sink;
    this.cursors = cursors;
    this.listener = listener;
    this.repository = GitCollector.key(request);
    this.cursor = cursors.read().orElseGet(() -> Cursor.newBuilder().build());
    // A clock that was set back must not make this observation older than the last.
    this.version = Math.max(clock.millis(), cursor.getVersion() + 1);
  }

  /** Sends what changed, and says what that was. */
  DeploymentChanges run(List<DeployedTag> tags) {
    DeploymentChanges changes = DeploymentChanges.between(cursor.getDeployments(), tags, request);
    if (!changes.isEmpty()) {
      write(changes.underWay());
      send(changes);
      write(changes.after());
    }
    return changes;
  }

  private void send(DeploymentChanges changes) {
    int total = changes.sent().size() + changes.withdrawn().size();
    changes.sent().forEach(tag -> send(succeeded(tag), total));
    changes.withdrawn().forEach(deployment -> send(withdrawn(deployment), total));
  }

  private void send(DeploymentObserved event, int total) {
    if (listener.isCancelled()) {
      sink.flush();
      throw new CollectionCancelledException();
    }
    sink.send(Topics.EVENTS_DELIVERY, repository, event);
    listener.progressed(CollectionPhase.DEPLOYMENTS, ++done, total);
  }

  private void write(List<CollectedDeployment> deployments) {
    cursors.write(
        Cursor.newBuilder()
            .setSince(request.since())
            .setDeployments(deployments)
            .setVersion(version)
            .build());
  }

  private DeploymentObserved succeeded(DeployedTag tag) {
    return observed(tag.name())
        .setSha(tag.commit().name())
        .setRelease(tag.name())
        .setStatus(DeploymentStatus.SUCCEEDED)
        .setFinishedAt(tag.finishedAt())
        .setWithdrawn(false)
        .build();
  }

  private DeploymentObserved withdrawn(CollectedDeployment deployment) {
    return observed(deployment.getDeployment()).setWithdrawn(true).build();
  }

  private DeploymentObserved.Builder observed(String deployment) {
    return DeploymentObserved.newBuilder()
        .setSource(GitCollector.SOURCE)
        .setRepository(request.repository())
        .setDeployment(deployment)
        .setVersion(version)
        .setService(request.service())
        .setEnvironment(request.environment());
  }
}
