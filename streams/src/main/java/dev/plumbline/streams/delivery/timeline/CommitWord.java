package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.delivery.CommitLabel;
import dev.plumbline.streams.delivery.terms.Label;
import org.jspecify.annotations.Nullable;

/**
 * The commit graph's word on a commit.
 *
 * @param isKnown whether the commit was observed
 * @param first the first successful deployment that contains it, null when none does
 */
record CommitWord(boolean isKnown, @Nullable Label first) {

  static CommitWord of(CommitLabel said) {
    Long finishedAt = said.getFinishedAt();
    boolean isDeployed = said.getDeployment() != null && finishedAt != null;
    return new CommitWord(
        said.getKnown(), isDeployed ? new Label(finishedAt, said.getDeployment()) : null);
  }
}
