package dev.plumbline.streams.delivery;

import dev.plumbline.delivery.RepositoryMapping;
import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.delivery.ServiceEnvironment;
import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.streams.delivery.resolution.Resolution;
import dev.plumbline.streams.delivery.resolution.ResolutionOutput;
import dev.plumbline.streams.errors.InvalidEventException;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Runs stage 0 on events and claims to names. */
final class ResolutionProcessor extends StageProcessor<RepositoryKey> implements ResolutionOutput {

  static final String STORE = "observed-entities";

  private Resolution resolution;

  ResolutionProcessor(StageProgress progress) {
    super(STORE, progress);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    resolution = new Resolution(store(), this);
  }

  @Override
  protected void apply(Record<RepositoryKey, SpecificRecord> record) {
    SpecificRecord value = record.value();
    if (value instanceof CommitObserved commit) {
      requireKey(record.key(), commit.getSource(), commit.getRepository());
      resolution.observe(commit);
    } else if (value instanceof DeploymentObserved deployment) {
      requireKey(record.key(), deployment.getSource(), deployment.getRepository());
      resolution.observe(deployment);
    } else if (value instanceof RepositoryMapping claim) {
      resolution.map(record.key(), claim);
    } else {
      throw new InvalidEventException(
          "Expected an event of Git or of deliveries, got "
              + (value == null ? "no value" : value.getSchema().getFullName()));
    }
  }

  /** An event under another's key would be kept in the wrong place for good. */
  private static void requireKey(Object key, String source, String repository) {
    if (!new RepositoryKey(source, repository).equals(key)) {
      throw new InvalidEventException("Expected the key to name the event's source and repository");
    }
  }

  @Override
  protected void settle(int budget) {
    resolution.settle(budget);
  }

  @Override
  protected long pendingWork() {
    return resolution.pendingWork();
  }

  @Override
  public void commit(ResolvedCommit commit) {
    forward(new CanonicalRepository(commit.getRepository()), commit);
  }

  @Override
  public void deployment(ResolvedDeployment deployment) {
    forward(
        new ServiceEnvironment(deployment.getService(), deployment.getEnvironment()), deployment);
  }
}
