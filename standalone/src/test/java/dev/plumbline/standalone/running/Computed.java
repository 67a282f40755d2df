package dev.plumbline.standalone.running;

import dev.plumbline.standalone.running.SharedInstance.Running;
import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that an instance has computed so far. Equal to a later one only if nothing was written
 * between, not even what was there already.
 *
 * @param rows of each view that readers see, in order
 * @param ends of each partition that a family writes
 */
public record Computed(Map<String, List<String>> rows, Map<String, Long> ends) {

  private static final List<String> VIEWS =
      List.of(
          "changes",
          "deployments",
          "pull_requests",
          "tickets",
          "dora_metrics",
          "ops_demand_metrics",
          "quarantined_records");

  /** What it is now; wait until it is settled first. */
  public static Computed of(Running instance) {
    Rows postgres = new Rows(instance.addresses().postgres());
    Map<String, List<String>> rows =
        VIEWS.stream()
            .collect(
                Collectors.toMap(
                    view -> view,
                    view ->
                        postgres.of(
                            "select r::text from plumbline.%s r order by 1".formatted(view))));
    List<String> outputs =
        Family.calculated().stream()
            .flatMap(family -> family.outputs().stream())
            .map(Topic::name)
            .toList();
    // A later generation's topic has the name of the first with its number behind.
    Map<String, Long> ends =
        new Records(instance.addresses().kafka())
            .ends(name -> outputs.stream().anyMatch(name::startsWith));
    if (ends.size() < outputs.size()) {
      throw new IllegalStateException("Expected all of " + outputs + ", got " + ends.keySet());
    }
    return new Computed(rows, new TreeMap<>(ends));
  }
}
