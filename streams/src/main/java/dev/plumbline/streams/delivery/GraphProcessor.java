package dev.plumbline.streams.delivery;

import dev.plumbline.delivery.CarriedChanges;
import dev.plumbline.delivery.ChangeEvidence;
import dev.plumbline.delivery.CommitLabel;
import dev.plumbline.delivery.CommitQuestion;
import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.MergedPullRequest;
import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.streams.delivery.graph.CommitGraph;
import dev.plumbline.streams.delivery.graph.GraphOutput;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Runs the commit graph on commits, merged pull requests, deployments, questions and what the
 * organisation says of repositories.
 */
final class GraphProcessor extends StageProcessor<CanonicalRepository> implements GraphOutput {

  static final String STORE = "commit-graph";

  private CommitGraph graph;

  GraphProcessor(StageProgress progress) {
    super(STORE, progress);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    graph = new CommitGraph(store(), this);
  }

  @Override
  protected void apply(Record<CanonicalRepository, SpecificRecord> record) {
    SpecificRecord value = record.value();
    if (value instanceof ResolvedCommit commit) {
      graph.observe(commit);
    } else if (value instanceof DeploymentMark mark) {
      graph.mark(mark);
    } else if (value instanceof MergedPullRequest merged) {
      graph.merge(merged);
    } else if (value instanceof CommitQuestion question) {
      graph.ask(question);
    } else {
      // The organisation's record, or its removal: the only value here that can be null.
      graph.declare(record.key().getRepository(), (Repository) value);
    }
  }

  @Override
  protected void settle(int budget) {
    graph.settle(budget);
  }

  @Override
  protected long pendingWork() {
    return graph.pendingWork();
  }

  @Override
  public void change(ChangeKey key, @Nullable Change change) {
    forward(key, change);
  }

  @Override
  public void carried(CarriedChanges changes) {
    forward(new ServiceKey(changes.getService()), changes);
  }

  @Override
  public void label(CommitLabel label) {
    forward(new ServiceKey(label.getService()), label);
  }

  @Override
  public void evidence(ChangeEvidence evidence) {
    forward(new ServiceKey(evidence.getService()), evidence);
  }
}
