package dev.plumbline.standalone.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;

/**
 * The commits of a repository. Every pull request is a branch from where the main line stood when
 * it began, merged with a merge commit. Written with an inserter of a repository they are there;
 * with one that only computes, their ids are known all the same.
 */
final class Commits {

  private static final int FILES = 8;

  private final Map<Integer, List<ObjectId>> ofPullRequest = new HashMap<>();
  private final Map<Integer, ObjectId> merges = new HashMap<>();
  private final Map<Integer, ObjectId> before = new HashMap<>();
  private final Map<Integer, ObjectId> deployed = new HashMap<>();
  private ObjectId head = ObjectId.zeroId();

  private Commits() {}

  /** Inserts all commits of a service. */
  static Commits of(ServiceHistory history, LocalDate start, ObjectInserter inserter)
      throws IOException {
    Commits commits = new Commits();
    new Writer(history.service(), inserter, commits).write(history, start);
    return commits;
  }

  /** The last commit of the main line. */
  ObjectId head() {
    return head;
  }

  /** The commits of a merged pull request's branch, oldest first. */
  List<ObjectId> of(PullRequest pullRequest) {
    return ofPullRequest.getOrDefault(pullRequest.number(), List.of());
  }

  /** The merge commit of a merged pull request. */
  ObjectId merge(PullRequest pullRequest) {
    ObjectId merge = merges.get(pullRequest.number());
    if (merge == null) {
      throw new IllegalArgumentException("Expected a merged pull request, got " + pullRequest);
    }
    return merge;
  }

  /** Where the main line stood before the merge. */
  ObjectId before(PullRequest pullRequest) {
    return before.getOrDefault(pullRequest.number(), ObjectId.zeroId());
  }

  /** The last commit of the branch; made up for one that never reached the repository. */
  ObjectId branch(PullRequest pullRequest) {
    List<ObjectId> branch = of(pullRequest);
    if (!branch.isEmpty()) {
      return branch.get(branch.size() - 1);
    }
    String name = pullRequest.service().repository() + "#" + pullRequest.number();
    try (CommitIds ids = new CommitIds()) {
      return ids.idFor(Constants.OBJ_BLOB, name.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The commit that a release deploys. */
  ObjectId deployed(Release release) {
    ObjectId commit = deployed.get(release.number());
    if (commit == null) {
      throw new IllegalArgumentException("Expected a release of this service, got " + release);
    }
    return commit;
  }

  /** Number of commits. */
  int size() {
    return 1 + merges.size() + ofPullRequest.values().stream().mapToInt(List::size).sum();
  }

  private static final class Writer {

    private record MainLine(ObjectId commit, List<ObjectId> files) {}

    private final Service service;
    private final ObjectInserter inserter;
    private final Commits commits;
    private final TreeMap<Instant, MainLine> mainLine = new TreeMap<>();

    Writer(Service service, ObjectInserter inserter, Commits commits) {
      this.service = service;
      this.inserter = inserter;
      this.commits = commits;
    }

    void write(ServiceHistory history, LocalDate start) throws IOException {
      List<ObjectId> files = new ArrayList<>();
      for (int i = 0; i < FILES; i++) {
        files.add(file(service.id() + " " + i));
      }
      Instant begin = WorkCalendar.start(start).minus(Duration.ofDays(400));
      ObjectId root = commit(files, List.of(), host(begin), "Begin " + service.id());
      mainLine.put(begin, new MainLine(root, files));
      for (Release release : history.releases()) {
        for (PullRequest pullRequest : release.carried()) {
          merge(pullRequest);
        }
        commits.deployed.put(release.number(), mainLine.lastEntry().getValue().commit());
      }
      for (PullRequest pullRequest : history.unreleased()) {
        merge(pullRequest);
      }
      commits.head = mainLine.lastEntry().getValue().commit();
    }

    private void merge(PullRequest pullRequest) throws IOException {
      Entry<Instant, MainLine> begun = mainLine.floorEntry(pullRequest.commits().get(0));
      MainLine base = (begun == null ? mainLine.firstEntry() : begun).getValue();
      List<ObjectId> branchFiles = new ArrayList<>(base.files());
      MainLine main = mainLine.lastEntry().getValue();
      List<ObjectId> mainFiles = new ArrayList<>(main.files());
      List<ObjectId> branch = new ArrayList<>();
      ObjectId parent = base.commit();
      for (int i = 0; i < pullRequest.commits().size(); i++) {
        String content = "#" + pullRequest.number() + "." + i;
        int changed = (pullRequest.number() * 3 + i) % FILES;
        ObjectId file = file(content);
        branchFiles.set(changed, file);
        mainFiles.set(changed, file);
        PersonIdent author = author(pullRequest, pullRequest.commits().get(i));
        parent = commit(branchFiles, List.of(parent), author, "Change " + content);
        branch.add(parent);
      }
      Instant mergedAt = pullRequest.closedAt();
      ObjectId merge =
          commit(
              mainFiles,
              List.of(main.commit(), parent),
              host(mergedAt),
              "Merge pull request #" + pullRequest.number());
      mainLine.put(mergedAt, new MainLine(merge, mainFiles));
      commits.ofPullRequest.put(pullRequest.number(), branch);
      commits.before.put(pullRequest.number(), main.commit());
      commits.merges.put(pullRequest.number(), merge);
    }

    private ObjectId file(String content) throws IOException {
      return inserter.insert(Constants.OBJ_BLOB, (content + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private ObjectId commit(
        List<ObjectId> files, List<ObjectId> parents, PersonIdent person, String message)
        throws IOException {
      TreeFormatter tree = new TreeFormatter();
      for (int i = 0; i < files.size(); i++) {
        tree.append("part" + i + ".txt", FileMode.REGULAR_FILE, files.get(i));
      }
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(tree));
      commit.setParentIds(parents);
      commit.setAuthor(person);
      commit.setCommitter(person);
      commit.setMessage(message + "\n");
      return inserter.insert(commit);
    }

    private static PersonIdent author(PullRequest pullRequest, Instant at) {
      Developer author = pullRequest.author();
      return author == null
          ? person("dependabot[bot]", "support@bots.example", at)
          : person(author.login(), author.login() + "@acme.example", at);
    }

    private static PersonIdent host(Instant at) {
      return person("acme", "noreply@acme.example", at);
    }

    private static PersonIdent person(String name, String address, Instant at) {
      return new PersonIdent(name, address, at, ZoneOffset.UTC);
    }
  }
}
