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
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Runs stage 0 on events and claims to names. */
final class ResolutionProcessor extends StageProcessor<RepositoryKey> implements ResolutionOutput {

  static final String STORE = "observed-entities";

  private Resolution resolution;

  ResolutionProcessor(DeliveryProgress progress) {
    super(STORE, progress);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    resolution = new Resolution(store(), this);
  }

  @Override
  void apply(Record<RepositoryKey, SpecificRecord> record) {
    SpecificRecord value = record.value();
    if (value instanceof CommitObserved commit) {
      resolution.observe(commit);
    } else if (value instanceof DeploymentObserved deployment) {
      resolution.observe(deployment);
    } else if (value instanceof RepositoryMapping claim) {
      resolution.map(record.key(), claim);
    }
  }

  @Override
  void settle(int budget) {
    resolution.settle(budget);
  }

  @Override
  long pendingWork() {
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
