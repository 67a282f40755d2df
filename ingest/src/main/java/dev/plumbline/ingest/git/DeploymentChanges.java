package dev.plumbline.ingest.git;

import dev.plumbline.collection.CollectedDeployment;
import dev.plumbline.ingest.collection.CollectionRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the deployments since they were last sent.
 *
 * @param sent deployments to send, in their order: new, or at another commit or time than before
 * @param withdrawn deployments that were sent and are none any more
 * @param before what was sent before
 */
record DeploymentChanges(
    List<DeployedTag> sent,
    List<CollectedDeployment> withdrawn,
    Map<String, CollectedDeployment> before) {

  private static final String UNSETTLED = "";

  static DeploymentChanges none() {
    return new DeploymentChanges(List.of(), List.of(), Map.of());
  }

  /** Compares what was sent with the tags as they are. */
  static DeploymentChanges between(
      List<CollectedDeployment> before, List<DeployedTag> tags, CollectionRequest request) {
    Map<String, CollectedDeployment> gone = byName(before);
    List<DeployedTag> sent = new ArrayList<>();
    for (DeployedTag tag : tags) {
      CollectedDeployment last = gone.remove(tag.name());
      // A later start leaves out what is new to us, it takes nothing back.
      boolean isWanted = last != null || request.covers(tag.finishedAt());
      if (isWanted && !tag.collected().equals(last)) {
        sent.add(tag);
      }
    }
    return new DeploymentChanges(sent, List.copyOf(gone.values()), byName(before));
  }

  private static Map<String, CollectedDeployment> byName(List<CollectedDeployment> deployments) {
    Map<String, CollectedDeployment> byName = new LinkedHashMap<>();
    deployments.forEach(deployment -> byName.put(deployment.getDeployment(), deployment));
    return byName;
  }

  boolean isEmpty() {
    return sent.isEmpty() && withdrawn.isEmpty();
  }

  /**
   * What the cursor holds while sending: everything that may be out there. A deployment on its way
   * stands without its commit, so that the next collection sends it again, or withdraws it.
   */
  List<CollectedDeployment> underWay() {
    Map<String, CollectedDeployment> all = new LinkedHashMap<>(before);
    sent.forEach(tag -> all.put(tag.name(), unsettled(tag)));
    return List.copyOf(all.values());
  }

  /** What the cursor holds when everything is sent. */
  List<CollectedDeployment> after() {
    Map<String, CollectedDeployment> all = new LinkedHashMap<>(before);
    withdrawn.forEach(deployment -> all.remove(deployment.getDeployment()));
    sent.forEach(tag -> all.put(tag.name(), tag.collected()));
    return List.copyOf(all.values());
  }

  private static CollectedDeployment unsettled(DeployedTag tag) {
    CollectedDeployment deployment = tag.collected();
    deployment.setSha(UNSETTLED);
    return deployment;
  }
}
