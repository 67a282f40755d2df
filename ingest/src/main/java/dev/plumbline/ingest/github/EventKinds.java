package dev.plumbline.ingest.github;

import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.settings.HotfixRules;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The kinds of events that are used, by GitHub's names of them. */
final class EventKinds {

  private record Known(Shape shape, EventKind kind) {}

  private final Map<String, Known> kinds;

  EventKinds(Pseudonyms pseudonyms, Supplier<HotfixRules> rules) {
    Accounts accounts = new Accounts(pseudonyms);
    Memberships memberships = new Memberships(accounts);
    this.kinds =
        Map.ofEntries(
            known(
                "push",
                Shape.of("ref").without("ref_type", "inputs", "workflow"),
                new PushEvents(accounts, rules)),
            known(
                "pull_request",
                Shape.of("pull_request", "action").without("review", "comment", "thread"),
                new PullRequestEvents(accounts, rules)),
            known(
                "pull_request_review",
                Shape.of("pull_request", "review"),
                new ReviewEvents(accounts)),
            known(
                "deployment",
                Shape.of("deployment").without("deployment_status", "environment"),
                new DeploymentEvents()),
            known(
                "deployment_status",
                Shape.of("deployment", "deployment_status"),
                new DeploymentStatusEvents()),
            known(
                "workflow_run",
                Shape.of("workflow_run").without("deployment", "workflow_job"),
                new BuildEvents()),
            known("release", Shape.of("release", "action"), new ReleaseEvents()),
            known(
                "issues",
                Shape.of("issue", "action").without("comment"),
                new IssueEvents(accounts)),
            known(
                "organization",
                Shape.of("organization", "action").without("team", "repository"),
                new OrganizationEvents(memberships)),
            known(
                "membership",
                Shape.of("member", "team", "action"),
                new MembershipEvents(memberships)),
            known(
                "repository",
                Shape.of("repository", "action")
                    .without("issue", "pull_request", "release", "workflow_run", "deployment"),
                new RepositoryEvents()),
            known("ping", Shape.of("hook_id"), occurrence -> List.of()));
  }

  private static Map.Entry<String, Known> known(String name, Shape shape, EventKind kind) {
    return Map.entry(name, new Known(shape, kind));
  }

  /** Whether events of that name are used. */
  boolean contains(String name) {
    return kinds.containsKey(name);
  }

  /** Reads an event, whose body must have the shape of its kind. */
  List<Event<?, ?>> read(String name, Occurrence occurrence) {
    Known known = kinds.get(name);
    if (known == null) {
      throw new IllegalArgumentException("Expected one of " + kinds.keySet() + ", got " + name);
    }
    known.shape().check(name, occurrence.body());
    return known.kind().read(occurrence);
  }
}
