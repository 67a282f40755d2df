package dev.plumbline.standalone.demo;

import static dev.plumbline.standalone.demo.Json.githubTime;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Webhooks in the shape of GitHub's. */
final class GithubPayloads {

  private static final int ORGANISATION_ID = 4_711;
  private static final int PLATFORM_REPOSITORY_ID = 800_999;
  private static final String API = "https://api.github.com/repos/";
  private static final String PAGE = "https://github.com/";
  private static final String NO_COMMIT = "0000000000000000000000000000000000000000";

  private final Instant start;

  /**
   * Makes payloads.
   *
   * @param start when the organisation began to exist at the host
   */
  GithubPayloads(Instant start) {
    this.start = start;
  }

  DemoDelivery ping() {
    ObjectNode body = Json.object().put("zen", "Design for failure.").put("hook_id", 30_001);
    ObjectNode hook = body.putObject("hook");
    hook.put("type", "Organization").put("id", 30_001).put("name", "web").put("active", true);
    hook.putArray("events").add("*");
    body.set("organization", organization());
    body.set("sender", user("admin", 1));
    return delivery("ping", "ping", body);
  }

  DemoDelivery pullRequestOpened(PullRequest subject, Commits commits) {
    ObjectNode node =
        pullRequest(subject, commits, subject.openedAt(), subject.readyAt() != null, null, false);
    return pullRequestDelivery("opened", subject, node, subject.author(), subject.openedAt());
  }

  DemoDelivery pullRequestReady(PullRequest subject, Commits commits, Instant readyAt) {
    ObjectNode node = pullRequest(subject, commits, readyAt, false, null, false);
    return pullRequestDelivery("ready_for_review", subject, node, subject.author(), readyAt);
  }

  DemoDelivery pullRequestClosed(PullRequest subject, Commits commits) {
    boolean isMerged = subject.mergedAt() != null;
    Instant at = subject.closedAt();
    ObjectNode node =
        pullRequest(subject, commits, at, !isMerged && subject.readyAt() != null, at, isMerged);
    return pullRequestDelivery("closed", subject, node, subject.reviewer(), at);
  }

  private DemoDelivery pullRequestDelivery(
      String action,
      PullRequest subject,
      ObjectNode pullRequest,
      @Nullable Developer sender,
      Instant at) {
    ObjectNode body = Json.object().put("action", action).put("number", subject.number());
    body.set("pull_request", pullRequest);
    return delivery(
        "pull_request", id(subject) + action, surround(body, subject.service(), sender, at));
  }

  DemoDelivery reviewed(PullRequest subject, Commits commits, Instant at) {
    ObjectNode body = Json.object().put("action", "submitted");
    long reviewId = pullRequestId(subject) * 10 + 1;
    ObjectNode review = body.putObject("review");
    review
        .put("id", reviewId)
        .put("node_id", "PRR_" + reviewId)
        .put("body", "Looks good to me")
        .put("commit_id", commits.branch(subject).name())
        .put("submitted_at", githubTime(at))
        .put("state", "approved")
        .put("author_association", "MEMBER");
    review.set("user", user(subject.reviewer()));
    ObjectNode pullRequest = pullRequest(subject, commits, at, false, null, false);
    // Reviews come with a shorter form of the pull request.
    List.of("merged", "mergeable", "commits", "additions", "deletions", "changed_files")
        .forEach(pullRequest::remove);
    body.set("pull_request", pullRequest);
    return delivery(
        "pull_request_review",
        id(subject) + "review",
        surround(body, subject.service(), subject.reviewer(), at));
  }

  /** Says nothing that is used. */
  DemoDelivery commented(PullRequest subject, Instant at) {
    ObjectNode body = Json.object().put("action", "created");
    body.putObject("issue").put("number", subject.number()).putObject("pull_request");
    ObjectNode comment = body.putObject("comment");
    comment.put("id", pullRequestId(subject) * 10 + 2).put("body", "What about the tests?");
    comment.set("user", user(subject.reviewer()));
    return delivery(
        "issue_comment",
        id(subject) + "comment",
        surround(body, subject.service(), subject.reviewer(), at));
  }

  DemoDelivery pushed(PullRequest subject, Commits commits) {
    Instant at = subject.closedAt();
    List<ObjectId> branch = commits.of(subject);
    ObjectId merge = commits.merge(subject);
    ObjectNode body =
        Json.object()
            .put("ref", "refs/heads/main")
            .put("before", commits.before(subject).name())
            .put("after", merge.name());
    ObjectNode repository = repository(subject.service(), at);
    // In a push, and nowhere else, these clocks are numbers.
    repository.put("pushed_at", at.getEpochSecond()).put("created_at", start.getEpochSecond());
    body.set("repository", repository);
    body.putObject("pusher").put("name", subject.reviewer().login());
    body.put("created", false).put("deleted", false).put("forced", false).putNull("base_ref");
    body.put("compare", PAGE + subject.service().repository() + "/compare");
    ArrayNode listed = body.putArray("commits");
    for (int i = 0; i < branch.size(); i++) {
      listed.add(commit(subject, branch.get(i), subject.commits().get(i), "Change " + i));
    }
    ObjectNode head = commit(subject, merge, at, "Merge pull request #" + subject.number());
    listed.add(head);
    body.set("head_commit", head);
    body.set("organization", organization());
    body.set("sender", user(subject.reviewer()));
    return delivery("push", id(subject) + "push", body);
  }

  private static ObjectNode commit(PullRequest subject, ObjectId id, Instant at, String message) {
    Developer author = subject.author();
    String name = author == null ? "dependabot[bot]" : author.login();
    ObjectNode commit =
        Json.object()
            .put("id", id.name())
            .put("distinct", true)
            .put("message", message)
            .put("timestamp", githubTime(at))
            .put("url", PAGE + subject.service().repository() + "/commit/" + id.name());
    for (String role : List.of("author", "committer")) {
      commit.putObject(role).put("name", name).put("email", name + "@acme.example");
    }
    commit.putArray("added");
    commit.putArray("removed");
    commit.putArray("modified").add("part" + subject.number() * 3 % 8 + ".txt");
    return commit;
  }

  DemoDelivery built(PullRequest subject, Commits commits, Instant at) {
    long runId = pullRequestId(subject) * 10 + 3;
    boolean hasFailed = runId % 17 == 0;
    ObjectNode body = Json.object().put("action", "completed");
    ObjectNode run = body.putObject("workflow_run");
    run.put("id", runId)
        .put("name", "build")
        .put("head_branch", "main")
        .put("head_sha", commits.merge(subject).name())
        .put("path", ".github/workflows/build.yml")
        .put("run_number", subject.number())
        .put("event", "push")
        .put("status", "completed")
        .put("conclusion", hasFailed ? "failure" : "success")
        .put("workflow_id", 900_000 + subject.service().index())
        .put("created_at", githubTime(subject.closedAt()))
        .put("updated_at", githubTime(at))
        .put("run_attempt", 1)
        .put("run_started_at", githubTime(subject.closedAt()));
    run.putObject("head_repository").put("full_name", subject.service().repository());
    ObjectNode workflow = body.putObject("workflow");
    workflow.put("id", 900_000 + subject.service().index()).put("name", "build");
    workflow.put("path", ".github/workflows/build.yml");
    return delivery(
        "workflow_run",
        id(subject) + "run",
        surround(body, subject.service(), subject.reviewer(), at));
  }

  /** What a deployment is for. */
  enum Attempt {
    SUCCESS(0, Simulation.PRODUCTION, "success"),
    FAILURE(1, Simulation.PRODUCTION, "failure"),
    STAGING(2, Simulation.STAGING, "success");

    private final int digit;
    private final String environment;
    private final String state;

    Attempt(int digit, String environment, String state) {
      this.digit = digit;
      this.environment = environment;
      this.state = state;
    }
  }

  /** The host's number of a deployment. */
  static long deploymentId(Release release, Attempt attempt) {
    return (500_000L + release.service().index()) * 100_000
        + release.number() * 10L
        + attempt.digit;
  }

  DemoDelivery deploymentCreated(Release release, Attempt attempt, Commits commits, Instant at) {
    ObjectNode body = Json.object().put("action", "created");
    body.set("deployment", deployment(release, attempt, commits, at, at));
    return delivery(
        "deployment",
        deploymentId(release, attempt) + "created",
        surround(body, release.service(), null, at));
  }

  DemoDelivery deploymentFinished(
      Release release, Attempt attempt, Commits commits, Instant startedAt, Instant at) {
    ObjectNode body = Json.object().put("action", "created");
    long id = deploymentId(release, attempt);
    ObjectNode status = body.putObject("deployment_status");
    status
        .put("id", id * 10 + 1)
        .put("node_id", "DES_" + id)
        .put("state", attempt.state)
        .put("description", "")
        .put("environment", attempt.environment)
        .put("target_url", "")
        .put("created_at", githubTime(at))
        .put("updated_at", githubTime(at));
    status.set("creator", bot());
    body.set("deployment", deployment(release, attempt, commits, startedAt, at));
    return delivery(
        "deployment_status", id + attempt.state, surround(body, release.service(), null, at));
  }

  private static ObjectNode deployment(
      Release release, Attempt attempt, Commits commits, Instant createdAt, Instant updatedAt) {
    long id = deploymentId(release, attempt);
    ObjectNode deployment =
        Json.object()
            .put("url", API + release.service().repository() + "/deployments/" + id)
            .put("id", id)
            .put("node_id", "DE_" + id)
            .put("task", "deploy")
            .put("original_environment", attempt.environment)
            .put("environment", attempt.environment)
            .putNull("description")
            .put("created_at", githubTime(createdAt))
            .put("updated_at", githubTime(updatedAt))
            .put("sha", commits.deployed(release).name())
            .put("ref", "main");
    deployment.putObject("payload");
    deployment.set("creator", bot());
    return deployment;
  }

  DemoDelivery joinedOrganisation(Developer developer) {
    ObjectNode body = Json.object().put("action", "member_added");
    ObjectNode membership = body.putObject("membership");
    membership.put("url", "https://api.github.com/orgs/acme/memberships/" + developer.login());
    membership.put("state", "active").put("role", "member");
    membership.set("user", user(developer));
    body.set("organization", organization());
    body.set("sender", user("admin", 1));
    return delivery("organization", developer.login() + "organisation", body);
  }

  DemoDelivery joinedTeam(Developer developer) {
    ObjectNode body = Json.object().put("action", "added").put("scope", "team");
    body.set("member", user(developer));
    ObjectNode team = body.putObject("team");
    String name = developer.team().id();
    team.put("name", name).put("id", 600 + name.hashCode() % 100).put("slug", name);
    team.putNull("description").put("privacy", "closed").put("permission", "push");
    body.set("organization", organization());
    body.set("sender", user("admin", 1));
    return delivery("membership", developer.login() + "team", body);
  }

  DemoDelivery issueOpened(Ticket ticket) {
    return issue("opened", ticket, ticket.createdAt(), null);
  }

  DemoDelivery issueChanged(Ticket ticket, Ticket.Change change) {
    return switch (change.step()) {
      case RESOLVED -> issue("closed", ticket, change.at(), change.at());
      case REOPENED -> issue("reopened", ticket, change.at(), null);
      case DELETED -> issue("deleted", ticket, change.at(), change.at());
      case STARTED, MOVED ->
          throw new IllegalArgumentException("Expected a change that issues have, got " + change);
    };
  }

  private DemoDelivery issue(String action, Ticket ticket, Instant at, @Nullable Instant closedAt) {
    String number = ticket.name().substring(ticket.name().indexOf('#') + 1);
    ObjectNode issue =
        Json.object()
            .put("url", API + Simulation.PLATFORM_REPOSITORY + "/issues/" + number)
            .put("id", ticket.id())
            .put("node_id", "I_" + ticket.id())
            .put("number", Integer.parseInt(number))
            .put("title", "Please help with " + ticket.kind().label())
            .put("state", closedAt == null ? "open" : "closed")
            .put("state_reason", closedAt == null ? null : "completed")
            .put("locked", false)
            .put("comments", 0)
            .put("created_at", githubTime(ticket.createdAt()))
            .put("updated_at", githubTime(at))
            .put("closed_at", githubTime(closedAt))
            .put("author_association", "MEMBER")
            .put("body", "We need this.");
    issue.set("user", ticket.reporter() == null ? bot() : user(ticket.reporter()));
    ArrayNode labels = issue.putArray("labels");
    labels.addObject().put("id", 1).put("name", ticket.kind().label()).put("color", "ededed");
    Team requester = ticket.requester();
    if (requester != null) {
      labels.addObject().put("id", 2).put("name", "team-" + requester.id()).put("color", "ededed");
    }
    issue.putArray("assignees");
    issue.putNull("milestone");
    ObjectNode body = Json.object().put("action", action);
    body.set("issue", issue);
    body.set(
        "repository",
        repository(Simulation.PLATFORM_REPOSITORY, PLATFORM_REPOSITORY_ID, ticket.createdAt()));
    body.set("organization", organization());
    body.set("sender", ticket.reporter() == null ? bot() : user(ticket.reporter()));
    return delivery("issues", ticket.id() + action + at, body);
  }

  /** A body that breaks off. */
  DemoDelivery brokenOff(PullRequest subject, Commits commits) {
    DemoDelivery whole = pullRequestOpened(subject, commits);
    byte[] half = Arrays.copyOf(whole.body(), whole.body().length / 2);
    return new DemoDelivery(whole.source(), whole.headers(), half);
  }

  /** A pull request without the number that tells which. */
  DemoDelivery withoutNumber(PullRequest subject, Commits commits) {
    ObjectNode body = Json.object().put("action", "opened");
    ObjectNode pullRequest = pullRequest(subject, commits, subject.openedAt(), false, null, false);
    pullRequest.remove("number");
    body.set("pull_request", pullRequest);
    return delivery(
        "pull_request",
        id(subject) + "nameless",
        surround(body, subject.service(), subject.author(), subject.openedAt()));
  }

  /** A body of another kind than the header says. */
  DemoDelivery mislabelled(Ticket ticket) {
    return delivery(
        "push",
        "mislabelled",
        Json.object().put("mislabelled", "as a push").put("id", ticket.id()));
  }

  private static ObjectNode pullRequest(
      PullRequest subject,
      Commits commits,
      Instant updatedAt,
      boolean isDraft,
      @Nullable Instant closedAt,
      boolean isMerged) {
    long id = pullRequestId(subject);
    String repository = subject.service().repository();
    ObjectNode node =
        Json.object()
            .put("url", API + repository + "/pulls/" + subject.number())
            .put("id", id)
            .put("node_id", "PR_" + id)
            .put("html_url", PAGE + repository + "/pull/" + subject.number())
            .put("number", subject.number())
            .put("state", closedAt == null ? "open" : "closed")
            .put("locked", false)
            .put("title", "Change number " + subject.number())
            .put("body", "What it does and why.")
            .put("created_at", githubTime(subject.openedAt()))
            .put("updated_at", githubTime(updatedAt))
            .put("closed_at", githubTime(closedAt))
            .put("merged_at", isMerged ? githubTime(closedAt) : null)
            .put("merge_commit_sha", isMerged ? commits.merge(subject).name() : null)
            .put("draft", isDraft);
    Developer author = subject.author();
    node.set("user", author == null ? dependabot() : user(author));
    node.putArray("assignees");
    node.putArray("requested_reviewers").add(user(subject.reviewer()));
    node.putArray("requested_teams");
    node.putArray("labels");
    ObjectNode head = node.putObject("head");
    head.put("label", "acme:change-" + subject.number()).put("ref", "change-" + subject.number());
    head.put("sha", commits.branch(subject).name());
    head.putObject("repo").put("full_name", repository).put("default_branch", "main");
    ObjectNode base = node.putObject("base");
    base.put("label", "acme:main").put("ref", "main").put("sha", NO_COMMIT);
    base.putObject("repo").put("full_name", repository).put("default_branch", "main");
    node.put("author_association", "MEMBER").put("merged", isMerged).putNull("mergeable");
    node.put("comments", 0).put("commits", subject.commits().size());
    node.put("additions", 12 + subject.number() % 90).put("deletions", subject.number() % 40);
    return node.put("changed_files", 1);
  }

  private ObjectNode surround(
      ObjectNode body, Service service, @Nullable Developer sender, Instant at) {
    body.set("repository", repository(service, at));
    body.set("organization", organization());
    body.set("sender", sender == null ? bot() : user(sender));
    return body;
  }

  private ObjectNode repository(Service service, Instant at) {
    return repository(service.repository(), 800_000 + service.index(), at);
  }

  private ObjectNode repository(String fullName, int id, Instant at) {
    ObjectNode repository =
        Json.object()
            .put("id", id)
            .put("node_id", "R_" + id)
            .put("name", fullName.substring(fullName.indexOf('/') + 1))
            .put("full_name", fullName)
            .put("private", true);
    ObjectNode owner = repository.putObject("owner");
    owner.put("login", "acme").put("id", ORGANISATION_ID).put("type", "Organization");
    return repository
        .put("html_url", PAGE + fullName)
        .putNull("description")
        .put("fork", false)
        .put("url", API + fullName)
        .put("created_at", githubTime(start))
        .put("updated_at", githubTime(at))
        .put("pushed_at", githubTime(at))
        .put("archived", false)
        .put("visibility", "private")
        .put("default_branch", "main");
  }

  private static ObjectNode organization() {
    return Json.object()
        .put("login", "acme")
        .put("id", ORGANISATION_ID)
        .put("node_id", "O_" + ORGANISATION_ID)
        .put("url", "https://api.github.com/orgs/acme")
        .putNull("description");
  }

  private static ObjectNode user(Developer developer) {
    return user(developer.login(), developer.id());
  }

  private static ObjectNode user(String login, int id) {
    return account(login, id, "User");
  }

  private static ObjectNode dependabot() {
    return account("dependabot[bot]", 49_699_333, "Bot");
  }

  private static ObjectNode bot() {
    return account("acme-deploy[bot]", 55_555, "Bot");
  }

  private static ObjectNode account(String login, int id, String type) {
    return Json.object()
        .put("login", login)
        .put("id", id)
        .put("node_id", "U_" + id)
        .put("html_url", PAGE + login)
        .put("type", type)
        .put("site_admin", false);
  }

  private static String id(PullRequest subject) {
    return subject.service().repository() + "#" + subject.number() + " ";
  }

  private static long pullRequestId(PullRequest subject) {
    return (100_000L + subject.service().index()) * 10_000 + subject.number();
  }

  private static DemoDelivery delivery(String event, String id, ObjectNode body) {
    UUID guid = UUID.nameUUIDFromBytes((event + id).getBytes(StandardCharsets.UTF_8));
    Map<String, String> headers =
        Map.of(
            "X-GitHub-Event",
            event,
            "X-GitHub-Delivery",
            guid.toString(),
            "X-GitHub-Hook-ID",
            "30001",
            "User-Agent",
            "GitHub-Hookshot/0demo00");
    return new DemoDelivery(Simulation.GITHUB, headers, Json.bytes(body));
  }
}
