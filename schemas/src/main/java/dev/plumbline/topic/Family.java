package dev.plumbline.topic;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A metric family: what is calculated together, and can be calculated anew alone. Each family has
 * one Kafka Streams application and the topics that it alone writes; only what the organisation
 * says about itself is calculated by nobody, see {@link #isCalculated()}.
 *
 * <p>A family is calculated anew as the next generation, beside the one that readers see. The first
 * generation has the topics as the contract names them; later ones add their number.
 */
public enum Family {
  /** Deployments, commits, pull requests, incidents and DORA's metrics. */
  DELIVERY(
      "delivery",
      List.of(
          Topics.FACTS_CHANGES,
          Topics.FACTS_DEPLOYMENTS,
          Topics.FACTS_INCIDENTS,
          Topics.FACTS_PULL_REQUESTS,
          Topics.FACTS_ACCOUNTS,
          Topics.METRICS_DORA)),

  /** What ops, infrastructure and platform teams receive. */
  OPS_DEMAND("ops-demand", List.of(Topics.FACTS_TICKETS, Topics.METRICS_OPS_DEMAND)),

  /** What the organisation says about itself, on its way to readers as it was said. */
  ORGANISATION(
      "organisation",
      List.of(
          Topics.ORGANISATION_TEAMS,
          Topics.ORGANISATION_SERVICES,
          Topics.ORGANISATION_QUEUES,
          Topics.ORGANISATION_PROGRAMME));

  private final String id;
  private final List<Topic<?, ?>> outputs;

  Family(String id, List<Topic<?, ?>> outputs) {
    this.id = id;
    this.outputs = outputs;
  }

  /** Its name in commands, in Postgres and in the name of its application. */
  public String id() {
    return id;
  }

  /**
   * Whether an application calculates it. Otherwise collectors write its topics, it stays in its
   * first generation, and there is nothing to start or to calculate anew.
   */
  public boolean isCalculated() {
    return this != ORGANISATION;
  }

  /** The families that an application calculates. */
  public static List<Family> calculated() {
    return Arrays.stream(values()).filter(Family::isCalculated).toList();
  }

  /** The topics that it consists of. */
  public List<Topic<?, ?>> outputs() {
    return outputs;
  }

  /** The topics that it writes in a generation. */
  public List<Topic<?, ?>> outputs(int generation) {
    return outputs.stream()
        .<Topic<?, ?>>map(output -> output.named(topicName(output, generation)))
        .toList();
  }

  /** Name of one of its topics in a generation. */
  public static String topicName(Topic<?, ?> output, int generation) {
    return generation == 1 ? output.name() : output.name() + ".g" + generation;
  }

  /** Application id of a generation. */
  public String application(int generation) {
    return "plumbline-" + id + "-" + generation;
  }

  /**
   * The family of that name.
   *
   * @throws IllegalArgumentException naming those there are
   */
  public static Family of(String id) {
    return Arrays.stream(values())
        .filter(family -> family.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected a family of %s, got '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(Family::id)
                                .collect(Collectors.joining(", ")),
                            id)));
  }
}
