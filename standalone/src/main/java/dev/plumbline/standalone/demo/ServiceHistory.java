package dev.plumbline.standalone.demo;

import java.util.List;
import java.util.stream.Stream;

/**
 * What happened to a service.
 *
 * @param releases in their order
 * @param unreleased merged pull requests that no deployment carries yet, in the order of merges
 * @param unmerged pull requests closed without a merge, or open at the end
 */
record ServiceHistory(
    Service service,
    List<Release> releases,
    List<PullRequest> unreleased,
    List<PullRequest> unmerged) {

  /** Every pull request that was merged, in the order of merges. */
  List<PullRequest> merged() {
    return Stream.concat(
            releases.stream().flatMap(release -> release.carried().stream()), unreleased.stream())
        .toList();
  }

  /** Every pull request. */
  List<PullRequest> pullRequests() {
    return Stream.concat(merged().stream(), unmerged.stream()).toList();
  }
}
