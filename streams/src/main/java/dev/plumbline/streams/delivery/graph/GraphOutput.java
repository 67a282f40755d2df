package dev.plumbline.streams.delivery.graph;

import dev.plumbline.delivery.CarriedChanges;
import dev.plumbline.delivery.ChangeEvidence;
import dev.plumbline.delivery.CommitLabel;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import org.jspecify.annotations.Nullable;

/** Where the graph's results go. */
public interface GraphOutput {

  /** A commit's row for one service and environment, null when it has none (any more). */
  void change(ChangeKey key, @Nullable Change change);

  /** What is to be added to the cell of a deployment. */
  void carried(CarriedChanges changes);

  /** When a commit that is deployed or asked for was first deployed; the last word holds. */
  void label(CommitLabel label);

  /** What a change says about deployments, or that it says it no longer; the last word holds. */
  void evidence(ChangeEvidence evidence);
}
