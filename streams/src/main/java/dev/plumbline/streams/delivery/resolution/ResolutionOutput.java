package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.delivery.ResolvedDeployment;

/** Where resolved entities go. */
public interface ResolutionOutput {

  void commit(ResolvedCommit commit);

  void deployment(ResolvedDeployment deployment);
}
