package dev.plumbline.standalone.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * What a history says, computed in the plainest way: deployments in their order, each takes the
 * commits it reaches that none before it took.
 */
public final class PlainAnswer {

  private record Tagged(String name, Instant time, RevCommit commit) {}

  private final Map<ObjectId, RevCommit> commits = new HashMap<>();
  private final Map<ObjectId, Integer> labels = new HashMap<>();
  private final List<Tagged> deployments;

  private PlainAnswer(List<Tagged> deployments) {
    this.deployments = deployments;
  }

  /** The answer for the repository as it is now, tags that match being deployments. */
  public static PlainAnswer of(Repository repository, Pattern tags) {
    try (RevWalk walk = new RevWalk(repository)) {
      List<Tagged> deployments = new ArrayList<>();
      List<RevCommit> heads = new ArrayList<>();
      for (Ref ref : repository.getRefDatabase().getRefsByPrefix("refs/heads/", "refs/tags/")) {
        RevObject object = walk.parseAny(ref.getObjectId());
        RevCommit commit = walk.parseCommit(object);
        heads.add(commit);
        String name = Repository.shortenRefName(ref.getName());
        if (ref.getName().startsWith(Constants.R_TAGS) && tags.matcher(name).matches()) {
          Instant time =
              object instanceof RevTag tag
                  ? tag.getTaggerIdent().getWhenAsInstant()
                  : Instant.ofEpochSecond(commit.getCommitTime());
          deployments.add(new Tagged(name, time, commit));
        }
      }
      deployments.sort(
          Comparator.comparing(Tagged::time)
              .thenComparing(
                  tagged -> tagged.name().getBytes(StandardCharsets.UTF_8),
                  Arrays::compareUnsigned));
      PlainAnswer answer = new PlainAnswer(deployments);
      answer.reach(walk, heads);
      for (int label = 0; label < deployments.size(); label++) {
        answer.label(deployments.get(label).commit(), label);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void reach(RevWalk walk, List<RevCommit> heads) throws IOException {
    Deque<RevCommit> open = new ArrayDeque<>(heads);
    while (!open.isEmpty()) {
      RevCommit commit = walk.parseCommit(open.pop());
      if (commits.putIfAbsent(commit.copy(), commit) == null) {
        open.addAll(List.of(commit.getParents()));
      }
    }
  }

  private void label(RevCommit head, int label) {
    Deque<RevCommit> open = new ArrayDeque<>(List.of(head));
    while (!open.isEmpty()) {
      RevCommit commit = open.pop();
      if (labels.putIfAbsent(commit.copy(), label) == null) {
        open.addAll(List.of(commit.getParents()));
      }
    }
  }

  /** Rows of the export of changes, sorted, without its header. */
  public List<String> changes(String repository, String service) {
    TreeSet<String> rows = new TreeSet<>();
    commits.values().forEach(commit -> rows.add(row(commit, repository, service)));
    return List.copyOf(rows);
  }

  private String row(RevCommit commit, String repository, String service) {
    Integer label = labels.get(commit);
    String reason = reason(commit, label);
    return String.join(
        ",",
        commit.name(),
        repository,
        service,
        "production",
        String.valueOf(commit.getParentCount() > 1),
        commit.getAuthorIdent().getWhenAsInstant().toString(),
        committed(commit).toString(),
        label == null ? "" : deployments.get(label).name(),
        label == null ? "" : deployments.get(label).time().toString(),
        label == null || !reason.isEmpty() ? "" : String.valueOf(leadTime(commit, label)),
        reason);
  }

  private String reason(RevCommit commit, Integer label) {
    if (commit.getParentCount() > 1) {
      return "merge-commit";
    }
    if (label == null) {
      return "not-deployed";
    }
    if (label == 0) {
      return "first-deployment";
    }
    return leadTime(commit, label) < 0 ? "negative-duration" : "";
  }

  private long leadTime(RevCommit commit, int label) {
    return Duration.between(committed(commit), deployments.get(label).time()).toSeconds();
  }

  private static Instant committed(RevCommit commit) {
    return Instant.ofEpochSecond(commit.getCommitTime());
  }

  /** Number of deployments by first day of their month; months without any are left out. */
  public Map<LocalDate, Long> deploymentsByMonth() {
    Map<LocalDate, Long> months = new TreeMap<>();
    deployments.forEach(tagged -> months.merge(month(tagged), 1L, Long::sum));
    return months;
  }

  /** Ascending lead times in seconds by first day of the month of the deployment. */
  public Map<LocalDate, List<Long>> leadTimesByMonth() {
    Map<LocalDate, List<Long>> months = new TreeMap<>();
    labels.forEach(
        (id, label) -> {
          RevCommit commit = commits.get(id);
          if (reason(commit, label).isEmpty()) {
            months
                .computeIfAbsent(month(deployments.get(label)), any -> new ArrayList<>())
                .add(leadTime(commit, label));
          }
        });
    months.values().forEach(Collections::sort);
    return months;
  }

  private static LocalDate month(Tagged tagged) {
    return LocalDate.ofInstant(tagged.time(), ZoneOffset.UTC).withDayOfMonth(1);
  }
}
