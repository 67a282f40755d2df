package dev.plumbline.streams.delivery;

import dev.plumbline.delivery.AuthoredPullRequest;
import dev.plumbline.delivery.MergedPullRequest;
import dev.plumbline.delivery.ResolvedPullRequest;
import dev.plumbline.delivery.ResolvedReview;
import dev.plumbline.event.PersonKey;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.fact.PullRequestKey;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.streams.delivery.pullrequests.PullRequestOutput;
import dev.plumbline.streams.delivery.pullrequests.PullRequests;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Keeps the rows of pull requests, and tells the commit graph and accounts of them. */
final class PullRequestProcessor extends StageProcessor<CanonicalRepository>
    implements PullRequestOutput {

  static final String STORE = "pull-requests";

  private PullRequests pullRequests;

  PullRequestProcessor(StageProgress progress) {
    super(STORE, progress);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    pullRequests = new PullRequests(store(), this);
  }

  /** Whether a record is about pull requests. */
  static boolean takes(SpecificRecord value) {
    return value instanceof ResolvedPullRequest || value instanceof ResolvedReview;
  }

  @Override
  protected void apply(Record<CanonicalRepository, SpecificRecord> record) {
    if (record.value() instanceof ResolvedReview review) {
      pullRequests.apply(review);
    } else {
      pullRequests.apply((ResolvedPullRequest) record.value());
    }
  }

  @Override
  protected void settle(int budget) {}

  @Override
  protected long pendingWork() {
    return 0;
  }

  @Override
  public void row(PullRequestKey key, @Nullable PullRequest row) {
    forward(key, row);
  }

  @Override
  public void merged(MergedPullRequest merged) {
    forward(new CanonicalRepository(merged.getRepository()), merged);
  }

  @Override
  public void authored(PersonKey account, AuthoredPullRequest authored) {
    forward(account, authored);
  }
}
