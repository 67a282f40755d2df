package dev.plumbline.ingest.git;

import dev.plumbline.collection.CollectedDeployment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A tag that counts as a deployment.
 *
 * @param name without refs/tags/
 * @param finishedAt when the tag was made, or its commit if the tag does not say
 */
record DeployedTag(String name, ObjectId commit, Instant finishedAt) {

  /** By time, then by the bytes of the name: the order of deployments everywhere. */
  static final Comparator<DeployedTag> IN_ORDER =
      Comparator.comparing(DeployedTag::finishedAt)
          .thenComparing(DeployedTag::nameBytes, Arrays::compareUnsigned);

  private byte[] nameBytes() {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /** The tag as the cursor remembers it. */
  CollectedDeployment collected() {
    return CollectedDeployment.newBuilder()
        .setDeployment(name)
        .setSha(commit.name())
        .setFinishedAt(finishedAt)
        .build();
  }
}
