package dev.plumbline.streams.delivery;

import dev.plumbline.delivery.ResolvedPullRequest;
import dev.plumbline.delivery.ResolvedReview;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.streams.delivery.pullrequests.PullRequests;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps the rows of pull requests. */
final class PullRequestProcessor extends StageProcessor<CanonicalRepository> {

  static final String STORE = "pull-requests";

  private PullRequests pullRequests;

  PullRequestProcessor(StageProgress progress) {
    super(STORE, progress);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    pullRequests = new PullRequests(store(), this::forward);
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
}
