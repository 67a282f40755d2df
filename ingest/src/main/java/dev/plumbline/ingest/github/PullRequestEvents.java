package dev.plumbline.ingest.github;

import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.PullRequestState;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.payload.Field;
import dev.plumbline.settings.HotfixRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A pull request as it stands after what was done to it. */
final class PullRequestEvents implements EventKind {

  private final Accounts accounts;
  private final Supplier<HotfixRules> rules;

  PullRequestEvents(Accounts accounts, Supplier<HotfixRules> rules) {
    this.accounts = accounts;
    this.rules = rules;
  }

  @Override
  public List<Event<?, ?>> read(Occurrence occurrence) {
    Field pullRequest = occurrence.body().at("pull_request").requireObject();
    Instant mergedAt = mergedAt(occurrence, pullRequest);
    PullRequestState state = state(occurrence, pullRequest, mergedAt);
    PullRequestObserved.Builder observed =
        PullRequestObserved.newBuilder()
            .setSource(occurrence.source())
            .setRepository(occurrence.repositoryName())
            .setPullRequest(pullRequest.at("number").requireId())
            .setVersion(occurrence.version(pullRequest.at("updated_at")))
            .setState(state)
            .setDraft(pullRequest.at("draft").flag())
            .setOpenedAt(pullRequest.at("created_at").time())
            .setReadyAt(readyAt(occurrence, pullRequest))
            .setMergedAt(mergedAt)
            .setClosedAt(state == PullRequestState.OPEN ? null : pullRequest.at("closed_at").time())
            .setAuthor(accounts.pseudonym(occurrence.source(), pullRequest.at("user")))
            .setAuthorKind(accounts.kind(pullRequest.at("user")))
            .setIntoDefaultBranch(intoDefaultBranch(occurrence, pullRequest.at("base")))
            .setHeadSha(pullRequest.at("head").at("sha").sha())
            .setMergeSha(mergeSha(pullRequest, state))
            .setRequestedTeams(requestedTeams(occurrence, pullRequest));
    new PullRequestMarks(rules.get()).set(observed, occurrence.repositoryName(), pullRequest);
    return List.of(Events.git(occurrence, observed.build()));
  }

  private static @Nullable Instant mergedAt(Occurrence occurrence, Field pullRequest) {
    Instant mergedAt = pullRequest.at("merged_at").time();
    // Archives of today leave the clocks out.
    return mergedAt == null && occurrence.isAction("merged") ? occurrence.happenedAt() : mergedAt;
  }

  private static @Nullable PullRequestState state(
      Occurrence occurrence, Field pullRequest, @Nullable Instant mergedAt) {
    if (mergedAt != null || Boolean.TRUE.equals(pullRequest.at("merged").flag())) {
      return PullRequestState.MERGED;
    }
    String state = pullRequest.at("state").word();
    String said = state == null ? occurrence.action() : state;
    if (said == null) {
      return null;
    }
    return switch (said) {
      case "open", "opened", "reopened" -> PullRequestState.OPEN;
      case "closed" -> PullRequestState.CLOSED;
      case "merged" -> PullRequestState.MERGED;
      default -> null;
    };
  }

  private static @Nullable Instant readyAt(Occurrence occurrence, Field pullRequest) {
    return occurrence.isAction("ready_for_review") ? pullRequest.at("updated_at").time() : null;
  }

  private static @Nullable Boolean intoDefaultBranch(Occurrence occurrence, Field base) {
    String branch = base.at("ref").text();
    String defaultBranch = base.at("repo").at("default_branch").text();
    return branch == null || defaultBranch == null
        ? occurrence.isDefaultBranch(branch)
        : (Boolean) branch.equals(defaultBranch);
  }

  /** Before the merge it is a commit that GitHub made to try one, and nobody's. */
  private static @Nullable String mergeSha(Field pullRequest, @Nullable PullRequestState state) {
    return state == PullRequestState.MERGED ? pullRequest.at("merge_commit_sha").sha() : null;
  }

  private static @Nullable List<String> requestedTeams(Occurrence occurrence, Field pullRequest) {
    Field teams = pullRequest.at("requested_teams");
    if (!teams.isPresent()) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (Field team : teams.items()) {
      names.add(occurrence.owner() + "/" + team.at("slug").requireText());
    }
    return names.stream().sorted().distinct().toList();
  }
}
