package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.delivery.RepositoryMapping;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.delivery.ResolvedPullRequest;
import dev.plumbline.delivery.ResolvedReview;
import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Stage 0's entries in an ordered store. */
final class ResolutionStore {

  private static final char MAPPING = 'A';
  private static final char COMMIT = 'C';
  private static final char DEPLOYMENT = 'D';

  private static final char PULL_REQUEST = 'Q';
  private static final char REVIEW = 'R';

  /** Names with the kind of entities that are to be addressed anew, and how far that has come. */
  private static final char SWEEP = 'W';

  private static final int CACHED_MAPPINGS = 1_000;
  private static final byte[] START = {};

  private final OrderedStore store;

  /** Read for every event. */
  private final Map<RepositoryKey, Optional<RepositoryMapping>> mappings = new HashMap<>();

  private long pendingSweeps;

  ResolutionStore(OrderedStore store) {
    this.store = store;
    try (OrderedStore.Scan sweeps = store.scan(new byte[] {(byte) SWEEP})) {
      sweeps.forEachRemaining(sweep -> pendingSweeps++);
    }
  }

  /** A commit with the canonical repository that it was last addressed to. */
  record StoredCommit(String repository, CommitObserved observed) {}

  /** What was observed under a deployment's id, with what was last sent of it. */
  record StoredDeployment(List<ResolvedDeployment> sent, List<DeploymentObserved> observations) {}

  /**
   * The claim that holds: of several to one name, which the organisation should not make, the one
   * whose repository comes first.
   */
  @Nullable RepositoryMapping mapping(RepositoryKey origin) {
    if (mappings.size() > CACHED_MAPPINGS) {
      mappings.clear();
    }
    return mappings.computeIfAbsent(origin, this::readMapping).orElse(null);
  }

  private Optional<RepositoryMapping> readMapping(RepositoryKey origin) {
    try (OrderedStore.Scan claims = store.scan(key(MAPPING, origin).toBytes())) {
      if (!claims.hasNext()) {
        return Optional.empty();
      }
      ByteBuffer first = ByteBuffer.wrap(claims.next().value());
      return Optional.of(decode(() -> RepositoryMapping.fromByteBuffer(first)));
    }
  }

  void putClaim(RepositoryKey origin, RepositoryMapping claim) {
    byte[] key = key(MAPPING, origin).text(claim.getRepository()).toBytes();
    if (claim.getPresent()) {
      store.put(key, bytes(claim.getClass(), claim::toByteBuffer));
    } else {
      store.delete(key);
    }
    mappings.remove(origin);
  }

  @Nullable StoredCommit commit(RepositoryKey origin, String sha) {
    byte[] value = store.get(key(COMMIT, origin).objectId(sha).toBytes());
    return value == null ? null : storedCommit(value);
  }

  void putCommit(RepositoryKey origin, String repository, CommitObserved observed) {
    byte[] name = repository.getBytes(StandardCharsets.UTF_8);
    byte[] record = bytes(observed.getClass(), observed::toByteBuffer);
    byte[] value =
        ByteBuffer.allocate(4 + name.length + record.length)
            .putInt(name.length)
            .put(name)
            .put(record)
            .array();
    store.put(key(COMMIT, origin).objectId(observed.getSha()).toBytes(), value);
  }

  @Nullable ResolvedPullRequest pullRequest(RepositoryKey origin, String pullRequest) {
    byte[] value = store.get(key(PULL_REQUEST, origin).text(pullRequest).toBytes());
    return value == null ? null : storedPullRequest(value);
  }

  void put(RepositoryKey origin, ResolvedPullRequest resolved) {
    store.put(
        key(PULL_REQUEST, origin).text(resolved.getPullRequest()).toBytes(),
        bytes(resolved.getClass(), resolved::toByteBuffer));
  }

  @Nullable ResolvedReview review(RepositoryKey origin, String pullRequest, String review) {
    byte[] value = store.get(key(REVIEW, origin).text(pullRequest).text(review).toBytes());
    return value == null ? null : storedReview(value);
  }

  void put(RepositoryKey origin, ResolvedReview resolved) {
    store.put(
        key(REVIEW, origin).text(resolved.getPullRequest()).text(resolved.getReview()).toBytes(),
        bytes(resolved.getClass(), resolved::toByteBuffer));
  }

  @Nullable StoredDeployment deployment(RepositoryKey origin, String deployment) {
    byte[] value = store.get(key(DEPLOYMENT, origin).text(deployment).toBytes());
    return value == null ? null : storedDeployment(value);
  }

  void putDeployment(RepositoryKey origin, String deployment, StoredDeployment stored) {
    List<byte[]> parts = new ArrayList<>();
    for (ResolvedDeployment sent : stored.sent()) {
      parts.add(bytes(sent.getClass(), sent::toByteBuffer));
    }
    for (DeploymentObserved observation : stored.observations()) {
      parts.add(bytes(observation.getClass(), observation::toByteBuffer));
    }
    int size = parts.stream().mapToInt(part -> 4 + part.length).sum();
    ByteBuffer value = ByteBuffer.allocate(4 + size).putInt(stored.sent().size());
    parts.forEach(part -> value.putInt(part.length).put(part));
    store.put(key(DEPLOYMENT, origin).text(deployment).toBytes(), value.array());
  }

  List<String> deployments(RepositoryKey origin) {
    List<String> deployments = new ArrayList<>();
    try (OrderedStore.Scan scan = store.scan(key(DEPLOYMENT, origin).toBytes())) {
      while (scan.hasNext()) {
        KeyReader key = new KeyReader(scan.next().key());
        key.text();
        key.text();
        deployments.add(key.text());
      }
    }
    return deployments;
  }

  /** What a sweep goes over. */
  enum Swept {
    COMMITS(COMMIT),
    PULL_REQUESTS(PULL_REQUEST),
    REVIEWS(REVIEW);

    private final char kind;

    Swept(char kind) {
      this.kind = kind;
    }
  }

  /**
   * A sweep under way.
   *
   * @param origin whose entities are swept
   * @param kind which of them
   * @param position the key behind which it goes on, empty at the start
   */
  record Sweep(RepositoryKey origin, Swept kind, byte[] position) {

    Sweep sweptTo(byte[] key) {
      return new Sweep(origin, kind, key);
    }
  }

  /** Up to {@code most} entries that the sweep comes to next. */
  List<OrderedStore.Entry> entriesOf(Sweep sweep, int most) {
    byte[] all = key(sweep.kind().kind, sweep.origin()).toBytes();
    byte[] end = all.clone();
    end[end.length - 1]++;
    byte[] position = sweep.position();
    byte[] start = position.length == 0 ? all : Arrays.copyOf(position, position.length + 1);
    List<OrderedStore.Entry> entries = new ArrayList<>();
    try (OrderedStore.Scan scan = store.range(start, end)) {
      while (scan.hasNext() && entries.size() < most) {
        entries.add(scan.next());
      }
    }
    return entries;
  }

  /** Notes that everything of the name is to be addressed anew, from the start. */
  void startSweeps(RepositoryKey origin) {
    for (Swept kind : Swept.values()) {
      putSweep(new Sweep(origin, kind, START));
    }
  }

  void putSweep(Sweep sweep) {
    byte[] key = sweepKey(sweep);
    if (store.get(key) == null) {
      pendingSweeps++;
    }
    store.put(key, sweep.position());
  }

  void deleteSweep(Sweep sweep) {
    store.delete(sweepKey(sweep));
    pendingSweeps--;
  }

  @Nullable Sweep nextSweep() {
    if (pendingSweeps == 0) {
      return null;
    }
    try (OrderedStore.Scan scan = store.scan(new byte[] {(byte) SWEEP})) {
      OrderedStore.Entry entry = scan.next();
      KeyReader key = new KeyReader(entry.key());
      RepositoryKey origin = new RepositoryKey(key.text(), key.text());
      return new Sweep(origin, Swept.values()[key.small()], entry.value());
    }
  }

  private static byte[] sweepKey(Sweep sweep) {
    return key(SWEEP, sweep.origin()).small(sweep.kind().ordinal()).toBytes();
  }

  long pendingSweeps() {
    return pendingSweeps;
  }

  static StoredCommit storedCommit(byte[] value) {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    byte[] name = new byte[buffer.getInt()];
    buffer.get(name);
    CommitObserved observed = decode(() -> CommitObserved.fromByteBuffer(buffer));
    return new StoredCommit(new String(name, StandardCharsets.UTF_8), observed);
  }

  static ResolvedPullRequest storedPullRequest(byte[] value) {
    return decode(() -> ResolvedPullRequest.fromByteBuffer(ByteBuffer.wrap(value)));
  }

  static ResolvedReview storedReview(byte[] value) {
    return decode(() -> ResolvedReview.fromByteBuffer(ByteBuffer.wrap(value)));
  }

  private static StoredDeployment storedDeployment(byte[] value) {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    List<ResolvedDeployment> sent = new ArrayList<>();
    for (int left = buffer.getInt(); left > 0; left--) {
      ByteBuffer part = nextPart(buffer);
      sent.add(decode(() -> ResolvedDeployment.fromByteBuffer(part)));
    }
    List<DeploymentObserved> observations = new ArrayList<>();
    while (buffer.hasRemaining()) {
      ByteBuffer part = nextPart(buffer);
      observations.add(decode(() -> DeploymentObserved.fromByteBuffer(part)));
    }
    return new StoredDeployment(sent, observations);
  }

  private static ByteBuffer nextPart(ByteBuffer buffer) {
    byte[] part = new byte[buffer.getInt()];
    buffer.get(part);
    return ByteBuffer.wrap(part);
  }

  private static KeyWriter key(char kind, RepositoryKey origin) {
    return KeyWriter.kind(kind).text(origin.getSource()).text(origin.getRepository());
  }

  private interface Coding<T> {
    T run() throws IOException;
  }

  private static <T> T decode(Coding<T> coding) {
    try {
      return coding.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Class<? extends SpecificRecord> type, Coding<ByteBuffer> encoding) {
    ByteBuffer buffer = decode(encoding);
    if (!buffer.hasArray()) {
      throw new IllegalStateException("Expected " + type + " to encode into an array");
    }
    return Arrays.copyOfRange(
        buffer.array(),
        buffer.arrayOffset() + buffer.position(),
        buffer.arrayOffset() + buffer.limit());
  }
}
