package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.delivery.RepositoryMapping;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.delivery.ResolvedPullRequest;
import dev.plumbline.delivery.ResolvedReview;
import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.organisation.Settings;
import dev.plumbline.settings.EnvironmentRules;
import dev.plumbline.streams.delivery.terms.Records;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stage 0's entries in an ordered store. */
final class ResolutionStore {

  private static final char MAPPING = 'A';
  static final char COMMIT = 'C';
  static final char DEPLOYMENT = 'D';

  static final char PULL_REQUEST = 'Q';
  static final char REVIEW = 'R';

  private static final byte[] SETTINGS = {'S'};

  private static final int CACHED_NAMES = 1_000;

  private final OrderedStore store;

  /** Read for every event. */
  private final Map<RepositoryKey, Name> names = new HashMap<>();

  private EnvironmentRules environments;

  ResolutionStore(OrderedStore store) {
    this.store = store;
    this.environments = new EnvironmentRules(settings());
  }

  /**
   * What a name stands for.
   *
   * @param mapping null when it stands for itself
   * @param repository the canonical repository
   * @param owners who owns which paths of it
   */
  record Name(@Nullable RepositoryMapping mapping, String repository, PathOwners owners) {}

  /** A commit with the canonical repository that it was last addressed to. */
  record StoredCommit(String repository, CommitObserved observed) {}

  /** What was observed under a deployment's id, with what was last sent of it. */
  record StoredDeployment(List<ResolvedDeployment> sent, List<DeploymentObserved> observations) {}

  /** What the name stands for. */
  Name name(RepositoryKey origin) {
    if (names.size() > CACHED_NAMES) {
      names.clear();
    }
    return names.computeIfAbsent(origin, this::readName);
  }

  private Name readName(RepositoryKey origin) {
    byte[] value = store.get(key(MAPPING, origin).toBytes());
    if (value == null) {
      return new Name(null, origin.getRepository(), PathOwners.NONE);
    }
    RepositoryMapping mapping = Records.decoded(value, RepositoryMapping::fromByteBuffer);
    return new Name(mapping, mapping.getRepository(), PathOwners.of(mapping.getServices()));
  }

  /** The repository that the name stands for. */
  String canonical(RepositoryKey origin) {
    return name(origin).repository();
  }

  void putMapping(RepositoryKey origin, RepositoryMapping mapping) {
    byte[] key = key(MAPPING, origin).toBytes();
    if (mapping.getPresent()) {
      store.put(key, Records.encoded(mapping::toByteBuffer));
    } else {
      store.delete(key);
    }
    names.remove(origin);
  }

  /** The organisation's rules, null when it says none. */
  @Nullable Settings settings() {
    byte[] value = store.get(SETTINGS);
    return value == null ? null : Records.decoded(value, Settings::fromByteBuffer);
  }

  /** Takes the settings with the rules that are made of them. */
  void putSettings(@Nullable Settings settings, EnvironmentRules rules) {
    if (settings == null) {
      store.delete(SETTINGS);
    } else {
      store.put(SETTINGS, Records.encoded(settings::toByteBuffer));
    }
    environments = rules;
  }

  /** Which names are which environment. */
  EnvironmentRules environments() {
    return environments;
  }

  @Nullable StoredCommit commit(RepositoryKey origin, String sha) {
    byte[] value = store.get(key(COMMIT, origin).objectId(sha).toBytes());
    return value == null ? null : storedCommit(value);
  }

  void putCommit(RepositoryKey origin, String repository, CommitObserved observed) {
    byte[] name = repository.getBytes(StandardCharsets.UTF_8);
    byte[] record = Records.encoded(observed::toByteBuffer);
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
        Records.encoded(resolved::toByteBuffer));
  }

  @Nullable ResolvedReview review(RepositoryKey origin, String pullRequest, String review) {
    byte[] value = store.get(key(REVIEW, origin).text(pullRequest).text(review).toBytes());
    return value == null ? null : storedReview(value);
  }

  void put(RepositoryKey origin, ResolvedReview resolved) {
    store.put(
        key(REVIEW, origin).text(resolved.getPullRequest()).text(resolved.getReview()).toBytes(),
        Records.encoded(resolved::toByteBuffer));
  }

  @Nullable StoredDeployment deployment(RepositoryKey origin, String deployment) {
    byte[] value = store.get(key(DEPLOYMENT, origin).text(deployment).toBytes());
    return value == null ? null : storedDeployment(value);
  }

  void putDeployment(RepositoryKey origin, String deployment, StoredDeployment stored) {
    List<byte[]> parts = new ArrayList<>();
    for (ResolvedDeployment sent : stored.sent()) {
      parts.add(Records.encoded(sent::toByteBuffer));
    }
    for (DeploymentObserved observation : stored.observations()) {
      parts.add(Records.encoded(observation::toByteBuffer));
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

  static StoredCommit storedCommit(byte[] value) {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    byte[] name = new byte[buffer.getInt()];
    buffer.get(name);
    CommitObserved observed = Records.decoded(buffer, CommitObserved::fromByteBuffer);
    return new StoredCommit(new String(name, StandardCharsets.UTF_8), observed);
  }

  static ResolvedPullRequest storedPullRequest(byte[] value) {
    return Records.decoded(value, ResolvedPullRequest::fromByteBuffer);
  }

  static ResolvedReview storedReview(byte[] value) {
    return Records.decoded(value, ResolvedReview::fromByteBuffer);
  }

  static StoredDeployment storedDeployment(byte[] value) {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    List<ResolvedDeployment> sent = new ArrayList<>();
    for (int left = buffer.getInt(); left > 0; left--) {
      ByteBuffer part = nextPart(buffer);
      sent.add(Records.decoded(part, ResolvedDeployment::fromByteBuffer));
    }
    List<DeploymentObserved> observations = new ArrayList<>();
    while (buffer.hasRemaining()) {
      ByteBuffer part = nextPart(buffer);
      observations.add(Records.decoded(part, DeploymentObserved::fromByteBuffer));
    }
    return new StoredDeployment(sent, observations);
  }

  private static ByteBuffer nextPart(ByteBuffer buffer) {
    byte[] part = new byte[buffer.getInt()];
    buffer.get(part);
    return ByteBuffer.wrap(part);
  }

  static KeyWriter key(char kind, RepositoryKey origin) {
    return KeyWriter.kind(kind).text(origin.getSource()).text(origin.getRepository());
  }
}
