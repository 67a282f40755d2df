package dev.plumbline.ingest.github;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.PushObserved;
import dev.plumbline.ingest.commit.CommitMessage;
import dev.plumbline.ingest.commit.PathBudget;
import dev.plumbline.ingest.commit.Reverts;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.payload.Field;
import dev.plumbline.settings.HotfixRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A push, and the commits that it lists.
 *
 * <p>A commit's {@code timestamp} is left out: GitHub documents it as "the timestamp of the commit"
 * and not whether that is the author's clock or the committer's. Clocks of one commit merge to the
 * lesser one, so a wrong one would lengthen lead times for good; a clone has both. Parents are not
 * in a push either.
 *
 * <p>Branches other than the default one and the usual names of one are named by a pseudonym.
 */
final class PushEvents implements EventKind {

  private static final String BRANCHES = "refs/heads/";
  private static final String TAGS = "refs/tags/";
  private static final Set<String> TRUNKS = Set.of("main", "master", "trunk", "develop");

  private final Accounts accounts;
  private final Supplier<HotfixRules> rules;

  PushEvents(Accounts accounts, Supplier<HotfixRules> rules) {
    this.accounts = accounts;
    this.rules = rules;
  }

  @Override
  public List<Event<?, ?>> read(Occurrence occurrence) {
    Map<String, CommitObserved> commits = commits(occurrence);
    List<Event<?, ?>> events = new ArrayList<>();
    events.add(Events.git(occurrence, push(occurrence)));
    commits.values().forEach(commit -> events.add(Events.git(occurrence, commit)));
    return events;
  }

  private PushObserved push(Occurrence occurrence) {
    Field body = occurrence.body();
    String ref = completed(body.at("ref").requireText());
    Long size = body.at("size").number();
    List<Field> commits = body.at("commits").items();
    return PushObserved.newBuilder()
        .setSource(occurrence.source())
        .setRepository(occurrence.repositoryName())
        .setRef(shown(ref, occurrence))
        .setBefore(body.at("before").sha())
        .setAfter(after(body, ref))
        .setDefaultBranch(
            ref.startsWith(BRANCHES)
                ? occurrence.isDefaultBranch(ref.substring(BRANCHES.length()))
                : (Boolean) false)
        .setForced(body.at("forced").flag())
        .setCommits(count(body, size, commits))
        .setPushedAt(pushedAt(occurrence))
        .setPusher(accounts.pseudonym(occurrence.source(), occurrence.sender()))
        .setPusherKind(accounts.kind(occurrence.sender()))
        .build();
  }

  private static String completed(String ref) {
    return ref.startsWith("refs/") ? ref : BRANCHES + ref;
  }

  private String shown(String ref, Occurrence occurrence) {
    if (!ref.startsWith(BRANCHES)) {
      return ref;
    }
    String branch = ref.substring(BRANCHES.length());
    boolean isTrunk =
        TRUNKS.contains(branch) || Boolean.TRUE.equals(occurrence.isDefaultBranch(branch));
    return isTrunk ? ref : BRANCHES + accounts.branch(occurrence, branch);
  }

  /** An annotated tag points at itself; the commit behind it is the head commit. */
  private static @Nullable String after(Field body, String ref) {
    Field head = body.at("head_commit");
    if (ref.startsWith(TAGS) && head.isPresent()) {
      return head.at("id").requireSha();
    }
    // Archives say head.
    Field after = body.at(body.mentions("head") ? "head" : "after");
    if (!after.isPresent()) {
      throw after.unexpected("an object id");
    }
    return after.sha();
  }

  private static @Nullable Integer count(Field body, @Nullable Long size, List<Field> commits) {
    if (size != null) {
      return (int) Math.max(0, Math.min(size, Integer.MAX_VALUE));
    }
    return body.at("commits").isPresent() ? (Integer) commits.size() : null;
  }

  private static @Nullable Instant pushedAt(Occurrence occurrence) {
    return occurrence.happenedAt() == null
        ? occurrence.repository().at("pushed_at").time()
        : occurrence.happenedAt();
  }

  private Map<String, CommitObserved> commits(Occurrence occurrence) {
    List<Field> listed = new ArrayList<>(occurrence.body().at("commits").items());
    Field head = occurrence.body().at("head_commit");
    if (head.isPresent()) {
      listed.add(head);
    }
    Map<String, CommitObserved> commits = new LinkedHashMap<>();
    for (Field field : listed) {
      CommitObserved commit = commit(occurrence, field.requireObject());
      commits.putIfAbsent(commit.getSha(), commit);
    }
    for (Field old : occurrence.body().at("shas").items()) {
      CommitObserved commit = oldCommit(occurrence, old);
      commits.putIfAbsent(commit.getSha(), commit);
    }
    return commits;
  }

  /** Archives before 2015 have object id, address, message and name in a list. */
  private CommitObserved oldCommit(Occurrence occurrence, Field commit) {
    CommitObserved.Builder observed =
        CommitObserved.newBuilder()
            .setSource(occurrence.source())
            .setRepository(occurrence.repositoryName())
            .setSha(commit.at(0).requireSha())
            .setAuthor(accounts.signature(commit.at(3), commit.at(1)));
    return marked(observed, commit.at(2).freeText()).build();
  }

  private CommitObserved commit(Occurrence occurrence, Field commit) {
    CommitObserved.Builder observed =
        CommitObserved.newBuilder()
            .setSource(occurrence.source())
            .setRepository(occurrence.repositoryName())
            // Archives say sha.
            .setSha(commit.at(commit.mentions("id") ? "id" : "sha").requireSha())
            .setAuthor(accounts.signature(commit.at("author")))
            .setCommitter(accounts.signature(commit.at("committer")))
            .setChangedPaths(changedPaths(commit));
    return marked(observed, commit.at("message").freeText()).build();
  }

  private static @Nullable List<String> changedPaths(Field commit) {
    List<String> paths = new ArrayList<>();
    boolean isSaid = false;
    for (String change : List.of("added", "removed", "modified")) {
      isSaid |= commit.at(change).isPresent();
      commit.at(change).items().stream()
          .map(Field::freeText)
          .filter(Objects::nonNull)
          .forEach(paths::add);
    }
    return isSaid ? PathBudget.fit(paths) : null;
  }

  /** Marks what the message says; an abbreviated object id cannot be resolved here. */
  private CommitObserved.Builder marked(CommitObserved.Builder observed, @Nullable String message) {
    if (message == null) {
      return observed;
    }
    CommitMessage said = CommitMessage.of(message, rules.get());
    return observed
        .setReverts(Reverts.fullNamedIn(message))
        .setRevert(said.isRevert())
        .setHotfix(said.isHotfix());
  }
}
