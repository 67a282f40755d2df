package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.delivery.ChangeEvidence;
import dev.plumbline.delivery.CommitLabel;
import dev.plumbline.delivery.ResolvedDeployment;
import dev.plumbline.delivery.ResolvedIncident;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Records;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.state.KeyReader;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What was said of services, in an ordered store: the entries from which a service's history is
 * read. Whoever changes one says that the service is to be judged anew.
 */
public final class TimelineStore {

  /** From target and deployment to what each origin says of it. */
  private static final char ORIGIN = 'O';

  static final char DEPLOYMENT = 'M';

  private static final char WORD = 'L';
  private static final char EVIDENCE = 'X';
  private static final char INCIDENT = 'I';

  /** Services that the organisation names, kept by the days of services in the same store. */
  public static final char DECLARED = 'S';

  private final OrderedStore store;
  private final DirtyServices dirty;

  public TimelineStore(OrderedStore store) {
    this.store = store;
    this.dirty = new DirtyServices(store);
  }

  void putOrigin(Target target, ResolvedDeployment deployment) {
    byte[] key =
        originKeys(target, deployment.getDeployment()).text(deployment.getOrigin()).toBytes();
    if (deployment.getPresent()) {
      store.put(key, Records.encoded(deployment::toByteBuffer));
    } else {
      store.delete(key);
    }
  }

  List<ResolvedDeployment> origins(Target target, String deployment) {
    List<ResolvedDeployment> origins = new ArrayList<>(1);
    scan(
        originKeys(target, deployment),
        entry -> origins.add(Records.decoded(entry.value(), ResolvedDeployment::fromByteBuffer)));
    return origins;
  }

  @Nullable DeploymentState deployment(Target target, String deployment) {
    byte[] value = store.get(key(DEPLOYMENT, target).text(deployment).toBytes());
    return value == null ? null : DeploymentState.fromBytes(value);
  }

  void putDeployment(Target target, String deployment, @Nullable DeploymentState state) {
    put(key(DEPLOYMENT, target).text(deployment).toBytes(), state == null ? null : state.toBytes());
    dirty.add(target.service());
  }

  /** The place of a deployment in the order of successful ones, null when it has none. */
  public @Nullable Label placeOf(Target target, String id) {
    DeploymentState state = deployment(target, id);
    return state == null ? null : state.label(id);
  }

  /** Takes the commit graph's word on a commit. */
  public void put(CommitLabel said) {
    CommitWord word = CommitWord.of(said);
    ValueWriter value = new ValueWriter().number(word.isKnown() ? 1 : 0);
    Label first = word.first();
    value.optionalText(first == null ? null : first.deployment());
    value.number(first == null ? 0 : first.finishedAt());
    Target target = new Target(said.getService(), said.getEnvironment());
    byte[] key = key(WORD, target).text(said.getRepository()).text(said.getSha()).toBytes();
    replace(said.getService(), key, value.toBytes());
  }

  /** Takes a change that says something about deployments, or takes it away. */
  public void put(ChangeEvidence said) {
    byte[] key =
        key(EVIDENCE, new Target(said.getService(), said.getEnvironment()))
            .text(said.getRepository())
            .text(said.getKind().name())
            .text(said.getSha())
            .text(said.getAgainst())
            .toBytes();
    replace(said.getService(), key, said.getPresent() ? Records.encoded(said::toByteBuffer) : null);
  }

  /** Takes an incident or takes it away; says whether that is news. */
  boolean put(ResolvedIncident said) {
    byte[] key =
        incidentKeys(said.getService()).text(said.getSource()).text(said.getIncident()).toBytes();
    return replace(
        said.getService(), key, said.getPresent() ? Records.encoded(said::toByteBuffer) : null);
  }

  private boolean replace(String service, byte[] key, byte @Nullable [] value) {
    if (Arrays.equals(store.get(key), value)) {
      return false;
    }
    put(key, value);
    dirty.add(service);
    return true;
  }

  private void put(byte[] key, byte @Nullable [] value) {
    if (value == null) {
      store.delete(key);
    } else {
      store.put(key, value);
    }
  }

  /** Reads all that is known of a service. */
  ServiceHistory history(String service) {
    Map<DeploymentId, DeploymentState> deployments = new LinkedHashMap<>();
    scan(
        KeyWriter.kind(DEPLOYMENT).text(service),
        entry -> deployments.put(idOf(entry.key()), DeploymentState.fromBytes(entry.value())));
    List<ChangeEvidence> evidence = new ArrayList<>();
    scan(
        KeyWriter.kind(EVIDENCE).text(service),
        entry -> evidence.add(Records.decoded(entry.value(), ChangeEvidence::fromByteBuffer)));
    List<ResolvedIncident> incidents = new ArrayList<>();
    scan(
        incidentKeys(service),
        entry -> incidents.add(Records.decoded(entry.value(), ResolvedIncident::fromByteBuffer)));
    boolean isDeclared = store.get(KeyWriter.kind(DECLARED).text(service).toBytes()) != null;
    return new ServiceHistory(
        service, isDeclared, deployments, words(service), evidence, incidents);
  }

  private Map<DeployedCommit, CommitWord> words(String service) {
    Map<DeployedCommit, CommitWord> words = new HashMap<>();
    scan(
        KeyWriter.kind(WORD).text(service),
        entry -> {
          KeyReader key = new KeyReader(entry.key());
          key.text();
          ValueReader value = new ValueReader(entry.value());
          boolean isKnown = value.number() == 1;
          String deployment = value.optionalText();
          words.put(
              new DeployedCommit(key.text(), key.text(), key.text()),
              new CommitWord(
                  isKnown, deployment == null ? null : new Label(value.number(), deployment)));
        });
    return words;
  }

  /** The deployment of a key of {@link #DEPLOYMENT}. */
  static DeploymentId idOf(byte[] bytes) {
    KeyReader key = new KeyReader(bytes);
    key.text();
    return new DeploymentId(key.text(), key.text());
  }

  private void scan(KeyWriter prefix, Consumer<OrderedStore.Entry> action) {
    try (OrderedStore.Scan scan = store.scan(prefix.toBytes())) {
      scan.forEachRemaining(action);
    }
  }

  private static KeyWriter incidentKeys(String service) {
    return KeyWriter.kind(INCIDENT).text(service);
  }

  private static KeyWriter key(char kind, Target target) {
    return KeyWriter.kind(kind).text(target.service()).text(target.environment());
  }

  private static KeyWriter originKeys(Target target, String deployment) {
    return key(ORIGIN, target).text(deployment);
  }
}
