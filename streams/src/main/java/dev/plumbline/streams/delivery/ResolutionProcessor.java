package dev.plumbline.streams.delivery;

import dev.plumbline.delivery.RepositoryMapping;
import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.delivery.ResolvedPullRequest;
import dev.plumbline.delivery.ResolvedReview;
import dev.plumbline.event.BuildObserved;
import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.PushObserved;
import dev.plumbline.event.ReleaseObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.event.RepositoryObserved;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.organisation.Settings;
import dev.plumbline.organisation.SettingsKey;
import dev.plumbline.streams.delivery.resolution.Resolution;
import dev.plumbline.streams.delivery.resolution.ResolutionOutput;
import dev.plumbline.streams.errors.InvalidEventException;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Runs stage 0 on events, what names stand for, and the rules of the organisation. */
final class ResolutionProcessor extends StageProcessor<SpecificRecord> implements ResolutionOutput {

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
  protected void apply(Record<SpecificRecord, SpecificRecord> record) {
    if (record.key() instanceof SettingsKey) {
      // The only value here that can be null: the organisation took its rules back.
      resolution.obey((Settings) record.value());
    } else {
      take(record);
    }
  }

  private void take(Record<SpecificRecord, SpecificRecord> record) {
    SpecificRecord value = record.value();
    if (value instanceof CommitObserved commit) {
      requireKey(record.key(), commit.getSource(), commit.getRepository());
      resolution.observe(commit);
    } else if (value instanceof DeploymentObserved deployment) {
      requireKey(record.key(), deployment.getSource(), deployment.getRepository());
      resolution.observe(deployment);
    } else if (value instanceof PullRequestObserved pullRequest) {
      requireKey(record.key(), pullRequest.getSource(), pullRequest.getRepository());
      resolution.observe(pullRequest);
    } else if (value instanceof ReviewObserved review) {
      requireKey(record.key(), review.getSource(), review.getRepository());
      resolution.observe(review);
    } else if (value instanceof RepositoryMapping mapping) {
      resolution.map((RepositoryKey) record.key(), mapping);
    } else if (value instanceof RepositoryObserved repository) {
      // Renamings come back as what names stand for.
      requireKey(record.key(), repository.getSource(), repository.getRepository());
    } else if (!hasNoCalculationYet(value)) {
      throw new InvalidEventException(
          "Expected an event of Git or of deliveries, got "
              + (value == null ? "no value" : value.getSchema().getFullName()));
    }
  }

  /** Kept on their topics, for the metrics to come. */
  private static boolean hasNoCalculationYet(SpecificRecord value) {
    return value instanceof PushObserved
        || value instanceof BuildObserved
        || value instanceof ReleaseObserved;
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
    forward(new ServiceKey(deployment.getService()), deployment);
  }

  @Override
  public void pullRequest(ResolvedPullRequest pullRequest) {
    forward(new CanonicalRepository(pullRequest.getRepository()), pullRequest);
  }

  @Override
  public void review(ResolvedReview review) {
    forward(new CanonicalRepository(review.getRepository()), review);
  }
}
