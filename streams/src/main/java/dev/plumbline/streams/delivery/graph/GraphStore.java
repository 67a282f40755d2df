package dev.plumbline.streams.delivery.graph;

import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The graph's entries in an ordered store. */
final class GraphStore {

  private static final char REPOSITORY = 'R';
  private static final char COMMIT = 'C';

  /** From parent to child: found from the parent when its label must be computed anew. */
  private static final char CHILD = 'E';

  /** From commit and target to the deployments of that commit, earliest first. */
  private static final char DEPLOYED = 'D';

  private static final byte[] NOTHING = {};

  private static final int CACHED_REPOSITORIES = 256;

  private final OrderedStore store;

  /** Read for every commit; written through. */
  private final Map<String, RepositoryState> repositories = new LinkedHashMap<>();

  private long pendingWork;

  GraphStore(OrderedStore store) {
    this.store = store;
    try (OrderedStore.Scan work = store.scan(new byte[] {(byte) Work.KEY})) {
      work.forEachRemaining(entry -> pendingWork++);
    }
  }

  /** The state of the repository; whoever changes it puts it back. */
  RepositoryState repository(String repository) {
    if (repositories.size() > CACHED_REPOSITORIES) {
      repositories.clear();
    }
    return repositories.computeIfAbsent(repository, this::readRepository);
  }

  private RepositoryState readRepository(String repository) {
    byte[] value = store.get(repositoryKey(repository));
    return value == null ? new RepositoryState() : RepositoryState.fromBytes(value);
  }

  void put(String repository, RepositoryState state) {
    store.put(repositoryKey(repository), state.toBytes());
    repositories.put(repository, state);
  }

  @Nullable CommitState commit(String repository, String sha) {
    byte[] value = store.get(commitKey(repository, sha));
    return value == null ? null : CommitState.fromBytes(value);
  }

  void put(String repository, String sha, CommitState state) {
    store.put(commitKey(repository, sha), state.toBytes());
  }

  /** Notes something of a commit, known or not, and returns it. */
  CommitState note(String repository, String sha, int note) {
    CommitState known = commit(repository, sha);
    CommitState commit = known == null ? CommitState.placeholder() : known;
    if (commit.has(note)) {
      return commit;
    }
    CommitState noted = commit.with(note);
    put(repository, sha, noted);
    return noted;
  }

  /** Up to {@code most} commits behind the given one, in the order of their ids. */
  List<String> commitsAfter(String repository, @Nullable String sha, int most) {
    byte[] all = KeyWriter.kind(COMMIT).text(repository).toBytes();
    List<String> commits = new ArrayList<>();
    try (OrderedStore.Scan scan =
        sha == null
            ? store.scan(all)
            : store.range(successorOf(commitKey(repository, sha)), endOf(all))) {
      while (scan.hasNext() && commits.size() < most) {
        KeyReader key = new KeyReader(scan.next().key());
        key.text();
        commits.add(key.objectId());
      }
    }
    return commits;
  }

  void putChild(String repository, String parent, String child) {
    store.put(childKeys(repository, parent).objectId(child).toBytes(), NOTHING);
  }

  void deleteChild(String repository, String parent, String child) {
    store.delete(childKeys(repository, parent).objectId(child).toBytes());
  }

  List<String> children(String repository, String parent) {
    List<String> children = new ArrayList<>(2);
    try (OrderedStore.Scan scan = store.scan(childKeys(repository, parent).toBytes())) {
      while (scan.hasNext()) {
        KeyReader key = new KeyReader(scan.next().key());
        key.text();
        key.objectId();
        children.add(key.objectId());
      }
    }
    return children;
  }

  void putDeployment(String repository, String sha, int target, Label label) {
    store.put(deployedKeys(repository, sha, target, label), NOTHING);
  }

  void deleteDeployment(String repository, String sha, int target, Label label) {
    store.delete(deployedKeys(repository, sha, target, label));
  }

  /** The earliest deployment of this very commit. */
  @Nullable Label firstDeployment(String repository, String sha, int target) {
    List<Label> deployments = deployments(repository, sha, target);
    return deployments.isEmpty() ? null : deployments.get(0);
  }

  /** The deployments of this very commit, earliest first. */
  List<Label> deployments(String repository, String sha, int target) {
    List<Label> deployments = new ArrayList<>(1);
    byte[] prefix = deployedKeys(repository, sha, target).toBytes();
    try (OrderedStore.Scan scan = store.scan(prefix)) {
      while (scan.hasNext()) {
        KeyReader key = new KeyReader(scan.next().key());
        key.text();
        key.objectId();
        key.small();
        deployments.add(new Label(key.number(), key.text()));
      }
    }
    return deployments;
  }

  void add(Work work) {
    byte[] key = work.toKey();
    if (store.get(key) == null) {
      store.put(key, NOTHING);
      pendingWork++;
    }
  }

  void remove(Work work) {
    byte[] key = work.toKey();
    if (store.get(key) != null) {
      store.delete(key);
      pendingWork--;
    }
  }

  /** The next pieces of work in their order, of one repository and one kind. */
  List<Work> nextWork(int most) {
    List<Work> next = new ArrayList<>();
    if (pendingWork == 0) {
      return next;
    }
    try (OrderedStore.Scan scan = store.scan(new byte[] {(byte) Work.KEY})) {
      while (scan.hasNext() && next.size() < most) {
        Work work = Work.fromKey(scan.next().key());
        if (!next.isEmpty()
            && (work.kind() != next.get(0).kind()
                || !work.repository().equals(next.get(0).repository()))) {
          break;
        }
        next.add(work);
      }
    }
    return next;
  }

  long pendingWork() {
    return pendingWork;
  }

  private static byte[] repositoryKey(String repository) {
    return KeyWriter.kind(REPOSITORY).text(repository).toBytes();
  }

  private static byte[] commitKey(String repository, String sha) {
    return KeyWriter.kind(COMMIT).text(repository).objectId(sha).toBytes();
  }

  private static KeyWriter childKeys(String repository, String parent) {
    return KeyWriter.kind(CHILD).text(repository).objectId(parent);
  }

  private static KeyWriter deployedKeys(String repository, String sha, int target) {
    return KeyWriter.kind(DEPLOYED).text(repository).objectId(sha).small(target);
  }

  private static byte[] deployedKeys(String repository, String sha, int target, Label label) {
    return deployedKeys(repository, sha, target)
        .number(label.finishedAt())
        .text(label.deployment())
        .toBytes();
  }

  private static byte[] successorOf(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  /**
   * The least key behind all that start with the prefix, which never ends with the highest byte.
   */
  private static byte[] endOf(byte[] prefix) {
    byte[] end = prefix.clone();
    end[end.length - 1]++;
    return end;
  }
}
