package dev.plumbline.ingest.organisation;

import java.util.List;

/**
 * What a collection of the organisation file did.
 *
 * @param organisation the organisation's own name
 * @param people accounts of people
 * @param settings the rules, once for each partition of their topic
 * @param notes what is allowed and may still be a mistake
 */
public record OrganisationResult(
    String organisation,
    Counts teams,
    Counts services,
    Counts queues,
    Counts repositories,
    Counts people,
    Counts programme,
    Counts settings,
    List<String> notes) {

  /**
   * Records of one kind.
   *
   * @param total in the file
   * @param sent because they are new or changed
   * @param removed because the file has them no longer
   */
  public record Counts(long total, long sent, long removed) {}
}
