package dev.plumbline.streams.delivery.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.delivery.CarriedChanges;
import dev.plumbline.delivery.ChangeEvidence;
import dev.plumbline.delivery.CommitLabel;
import dev.plumbline.delivery.CommitQuestion;
import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.MergedPullRequest;
import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryService;
import dev.plumbline.streams.state.InMemoryOrderedStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens between two slices of work, and however small they are, settling ends with what
 * a walk over the whole history says.
 */
class CommitGraphTest {

  private static final int HISTORIES = Integer.getInteger("plumbline.graphs", 8_000);

  @Test
  void shouldSettleToWhatWalkOverHistorySays() {
    for (long seed = 1; seed <= HISTORIES; seed++) {
      new Run(seed).check();
    }
  }

  /** What the graph has said so far: the last row of each key, and the sums of what is carried. */
  private static final class Said implements GraphOutput {
    private final Map<ChangeKey, Change> rows = new HashMap<>();
    private final Map<String, Integer> carried = new HashMap<>();
    private final Map<List<String>, CommitLabel> labels = new HashMap<>();
    private final Map<List<Object>, ChangeEvidence> evidence = new HashMap<>();

    @Override
    public void label(CommitLabel label) {
      labels.put(List.of(label.getService(), label.getEnvironment(), label.getSha()), label);
    }

    @Override
    public void evidence(ChangeEvidence said) {
      List<Object> subject =
          List.of(
              said.getService(),
              said.getEnvironment(),
              said.getKind(),
              said.getSha(),
              said.getAgainst());
      if (said.getPresent()) {
        evidence.put(subject, said);
      } else {
        assertThat(evidence.remove(subject)).as("what is taken back").isNotNull();
      }
    }

    @Override
    public void change(ChangeKey key, Change change) {
      if (change == null) {
        rows.remove(key);
      } else {
        rows.put(key, change);
      }
    }

    @Override
    public void carried(CarriedChanges changes) {
      String cell =
          String.join(
              " ",
              changes.getService(),
              changes.getEnvironment(),
              changes.getDeployment(),
              changes.getMeasure());
      for (int i = 0; i < changes.getSeconds().size(); i++) {
        add(cell + " " + changes.getSeconds().get(i), changes.getCounts().get(i));
      }
      changes.getExcluded().forEach((reason, count) -> add(cell + " " + reason, count));
    }

    private void add(String kind, long change) {
      int sum = carried.getOrDefault(kind, 0) + (int) change;
      if (sum == 0) {
        carried.remove(kind);
      } else {
        carried.put(kind, sum);
      }
    }
  }

  /** A random history: commits, deployments and declarations that come, change and go. */
  private static final class Run {
    private static final String REPOSITORY = "acme/shop";
    private static final List<RepositoryService> TARGETS =
        List.of(
            new RepositoryService("cart", "production", List.of()),
            new RepositoryService("cart", "staging", List.of()),
            new RepositoryService("search", "production", List.of()));
    private static final int SPAN = 8_000;

    private final long seed;
    private final Random random;
    private final InMemoryOrderedStore store = new InMemoryOrderedStore();
    private final Said said = new Said();
    private final NaiveGraph expected = new NaiveGraph(REPOSITORY);
    private final List<List<String>> parents = new ArrayList<>();
    private final List<Long> clocks = new ArrayList<>();
    private final int deployments;
    private final boolean isPlain;
    private CommitGraph graph = new CommitGraph(store, said);

    Run(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      this.deployments = 1 + random.nextInt(5);
      this.isPlain = random.nextInt(3) == 0;
      int commits = 2 + random.nextInt(9);
      for (int commit = 0; commit < commits; commit++) {
        parents.add(someEarlier(commit));
        clocks.add((long) random.nextInt(SPAN));
      }
    }

    void check() {
      int steps = 5 + random.nextInt(60);
      for (int step = 0; step < steps; step++) {
        act();
        if (random.nextInt(3) > 0) {
          settle(1 + random.nextInt(3));
        }
        if (random.nextInt(20) == 0) {
          settleAll();
          compare("step " + step);
        }
      }
      settleAll();
      compare("end");
    }

    private List<String> someEarlier(int commit) {
      List<String> earlier = new ArrayList<>();
      for (int count = random.nextInt(4); count > 0 && commit > 0; count--) {
        int back = 1 + random.nextInt(Math.min(commit, 4));
        if (!earlier.contains(sha(commit - back))) {
          earlier.add(sha(commit - back));
        }
      }
      return earlier;
    }

    private void act() {
      switch (random.nextInt(isPlain ? 20 : 26)) {
        case 0 -> declare();
        case 1 -> graph = new CommitGraph(store, said);
        case 2, 3, 4, 5 -> observe(false);
        case 6, 7, 8, 9, 10, 11, 12 -> observe(true);
        case 20, 21, 22, 23 -> merge();
        case 24, 25 -> ask();
        default -> moveDeployment();
      }
    }

    private void declare() {
      List<RepositoryService> services = new ArrayList<>(TARGETS);
      services.removeIf(service -> random.nextBoolean());
      Repository record =
          random.nextInt(4) == 0 ? null : new Repository(REPOSITORY, List.of(), services);
      expected.declare(record);
      graph.declare(REPOSITORY, record);
    }

    private void observe(boolean isPresent) {
      int commit = random.nextInt(parents.size());
      ResolvedCommit.Builder observation =
          ResolvedCommit.newBuilder()
              .setRepository(REPOSITORY)
              .setSha(sha(commit))
              .setOrigin("origin-" + random.nextInt(2))
              .setPresent(isPresent);
      if (isPresent) {
        boolean knowsParents = random.nextInt(4) > 0;
        observation
            .setParents(knowsParents ? parents.get(commit) : null)
            .setCommittedAt(maybe(clocks.get(commit)));
        if (!isPlain) {
          decorate(observation);
        }
      }
      expected.observe(observation.build());
      graph.observe(observation.build());
    }

    /** What says something about deployments, or of what the commit counts for. */
    private void decorate(ResolvedCommit.Builder observation) {
      observation
          .setFirstMergedCommitAt(random.nextInt(3) == 0 ? time() : null)
          .setIsHotfix(random.nextInt(6) == 0)
          .setIsRevert(random.nextInt(5) == 0);
      if (random.nextInt(4) == 0) {
        observation.setReverts(List.of(anySha()));
      }
      if (random.nextInt(4) == 0) {
        observation.setServices(random.nextBoolean() ? List.of("cart") : List.of("search"));
      }
    }

    private void merge() {
      MergedPullRequest.Builder merged =
          MergedPullRequest.newBuilder()
              .setRepository(REPOSITORY)
              .setPullRequest("" + random.nextInt(3));
      if (random.nextInt(4) == 0) {
        merged.setPresent(false);
      } else {
        merged
            .setMergeSha(anySha())
            .setOpenedAt(maybe(time()))
            .setReadyAt(maybe(time()))
            .setFirstReviewAt(maybe(time()))
            .setMergedAt(maybe(time()))
            .setFirstCommitAt(random.nextBoolean() ? time() : null)
            .setAuthor(maybe(List.of("anna", "bert").get(random.nextInt(2))))
            .setIsBot(random.nextInt(5) == 0)
            .setIsHotfix(random.nextInt(5) == 0)
            .setIsRevert(random.nextInt(4) == 0);
        if (random.nextInt(3) == 0) {
          merged.setRevertsPullRequests(List.of("" + random.nextInt(3)));
        }
        if (random.nextInt(4) == 0) {
          merged.setRevertsCommits(List.of(anySha()));
        }
      }
      expected.merge(merged.build());
      graph.merge(merged.build());
    }

    private void ask() {
      RepositoryService target = TARGETS.get(random.nextInt(TARGETS.size()));
      CommitQuestion question =
          new CommitQuestion(
              REPOSITORY,
              target.getService(),
              target.getEnvironment(),
              anySha(),
              random.nextInt(3) > 0);
      expected.ask(question);
      graph.ask(question);
    }

    private String anySha() {
      return sha(random.nextInt(parents.size() + 1));
    }

    private long time() {
      return random.nextInt(SPAN);
    }

    private <T> T maybe(T value) {
      return random.nextInt(5) == 0 ? null : value;
    }

    /** Takes a deployment away from where it was, then perhaps adds it somewhere. */
    private void moveDeployment() {
      String id = "v" + random.nextInt(deployments);
      RepositoryService target = TARGETS.get(random.nextInt(TARGETS.size()));
      expected.marks().stream()
          .filter(mark -> mark.getDeployment().equals(id))
          .filter(mark -> mark.getService().equals(target.getService()))
          .filter(mark -> mark.getEnvironment().equals(target.getEnvironment()))
          .forEach(mark -> mark(DeploymentMark.newBuilder(mark).setPresent(false).build()));
      if (random.nextInt(3) > 0) {
        if (random.nextBoolean()) {
          settle(1 + random.nextInt(3));
        }
        mark(
            new DeploymentMark(
                REPOSITORY,
                target.getService(),
                target.getEnvironment(),
                id,
                true,
                sha(random.nextInt(parents.size())),
                1_000L * random.nextInt(SPAN / 1_000)));
      }
    }

    private void mark(DeploymentMark mark) {
      expected.mark(mark);
      graph.mark(mark);
    }

    private void settle(int budget) {
      graph.settle(budget);
    }

    private void settleAll() {
      for (int slices = 0; graph.pendingWork() > 0; slices++) {
        assertThat(slices).as("slices of seed %d", seed).isLessThan(100_000);
        settle(1 + random.nextInt(3));
      }
    }

    private void compare(String when) {
      assertSame("rows, " + when, said.rows, expected.rows());
      assertSame("carried, " + when, said.carried, expected.carried());
      assertSame("evidence, " + when, said.evidence, expected.evidence());
      Map<List<String>, CommitLabel> wanted = expected.labels();
      Map<List<String>, CommitLabel> saidOfWanted = new HashMap<>(said.labels);
      saidOfWanted.keySet().retainAll(wanted.keySet());
      assertSame("labels, " + when, saidOfWanted, wanted);
    }

    /** Names what differs, which a comparison of whole maps does not. */
    private <K, V> void assertSame(String what, Map<K, V> actual, Map<K, V> expectedValues) {
      if (!actual.equals(expectedValues)) {
        Set<K> keys = new HashSet<>(expectedValues.keySet());
        keys.addAll(actual.keySet());
        keys.removeIf(key -> Objects.equals(actual.get(key), expectedValues.get(key)));
        K key = keys.iterator().next();
        assertThat(actual.get(key))
            .as("%s of seed %d: %s", what, seed, key)
            .isEqualTo(expectedValues.get(key));
      }
    }

    private static String sha(int commit) {
      // Neither ascending nor descending along the history.
      return String.format("%08x%032x", commit * 0x9E3779B1, commit);
    }
  }
}
