package dev.plumbline.bench;

import dev.plumbline.delivery.CarriedChanges;
import dev.plumbline.delivery.ChangeEvidence;
import dev.plumbline.delivery.CommitLabel;
import dev.plumbline.delivery.DeploymentMark;
import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.fact.Change;
import dev.plumbline.fact.ChangeKey;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryService;
import dev.plumbline.streams.delivery.graph.CommitGraph;
import dev.plumbline.streams.delivery.graph.GraphOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One repository with many commits and deployments, in three orders: as it happened, newest first,
 * and shuffled. The bare measurement writes and reads as many entries of RocksDB without any graph.
 */
final class CommitGraphBench {

  private static final String REPOSITORY = "acme/monolith";
  private static final int CALLS_BETWEEN_SLICES = 1_000;
  private static final int SLICE = 10_000;

  private final int commits;
  private final int deployments;

  CommitGraphBench(int commits, int deployments) {
    this.commits = commits;
    this.deployments = deployments;
  }

  void run() throws IOException {
    System.out.printf("%nCommit graph: %,d commits, %,d deployments%n", commits, deployments);
    System.out.printf(
        "%-16s %9s %12s %14s %12s%n", "order", "seconds", "rows", "longest call", "heap used");
    List<SpecificRecord> history = history();
    measure("as it happened", history);
    List<SpecificRecord> reversed = new ArrayList<>(history);
    Collections.reverse(reversed);
    measure("newest first", reversed);
    List<SpecificRecord> shuffled = new ArrayList<>(history);
    Collections.shuffle(shuffled, new Random(1));
    measure("shuffled", shuffled);
    bare();
  }

  private void measure(String order, List<SpecificRecord> messages) throws IOException {
    Path folder = Files.createTempDirectory("plumbline-bench");
    Rows rows = new Rows();
    try (RocksDbOrderedStore store = new RocksDbOrderedStore(folder)) {
      CommitGraph graph = new CommitGraph(store, rows);
      graph.declare(
          REPOSITORY,
          new Repository(
              REPOSITORY,
              List.of(),
              List.of(new RepositoryService("monolith", "production", List.of()))));
      Stopwatch watch = new Stopwatch();
      int calls = 0;
      for (SpecificRecord message : messages) {
        watch.time(() -> send(graph, message));
        if (++calls % CALLS_BETWEEN_SLICES == 0) {
          watch.time(() -> graph.settle(SLICE));
        }
      }
      while (graph.pendingWork() > 0) {
        watch.time(() -> graph.settle(SLICE));
      }
      System.out.printf(
          "%-16s %9.1f %,12d %11.0f ms %8d MiB%n",
          order, watch.seconds(), rows.count, watch.longestMillis(), Machine.usedHeapMebibytes());
    } finally {
      Machine.delete(folder);
    }
  }

  private static void send(CommitGraph graph, SpecificRecord message) {
    if (message instanceof ResolvedCommit commit) {
      graph.observe(commit);
    } else {
      graph.mark((DeploymentMark) message);
    }
  }

  /** Three entries a commit written and read, which is the least that a graph with edges needs. */
  private void bare() throws IOException {
    Path folder = Files.createTempDirectory("plumbline-bench");
    try (RocksDbOrderedStore store = new RocksDbOrderedStore(folder)) {
      Stopwatch watch = new Stopwatch();
      watch.time(
          () -> {
            for (int pass = 0; pass < 3; pass++) {
              for (int i = 0; i < commits; i++) {
                byte[] key = (pass + REPOSITORY + sha(i)).getBytes(StandardCharsets.US_ASCII);
                store.get(key);
                store.put(key, new byte[80]);
              }
            }
          });
      System.out.printf("%-16s %9.1f%n", "bare RocksDB", watch.seconds());
    } finally {
      Machine.delete(folder);
    }
  }

  /** A main line with a merged branch of three commits to every ten, released all along. */
  private List<SpecificRecord> history() {
    List<SpecificRecord> history = new ArrayList<>(commits + deployments);
    int between = commits / deployments;
    int main = -1;
    for (int i = 0; i < commits; i++) {
      int inTen = i % 10;
      if (inTen >= 6 && inTen <= 8) {
        history.add(commit(i, inTen == 6 ? List.of(main) : List.of(i - 1)));
      } else {
        List<Integer> parents =
            main < 0 ? List.of() : inTen == 9 ? List.of(main, i - 1) : List.of(main);
        history.add(commit(i, parents));
        main = i;
      }
      if (i % between == between - 1) {
        history.add(
            new DeploymentMark(
                REPOSITORY, "monolith", "production", "v" + i / between, true, sha(main), time(i)));
      }
    }
    return history;
  }

  private static ResolvedCommit commit(int index, List<Integer> parents) {
    return new ResolvedCommit(
        REPOSITORY,
        sha(index),
        "git:" + REPOSITORY,
        true,
        parents.stream().map(CommitGraphBench::sha).toList(),
        time(index) - 60_000,
        time(index),
        null,
        List.of(),
        null,
        false,
        false);
  }

  private static long time(int index) {
    return 1_400_000_000_000L + index * 300_000L;
  }

  /** Spread like real object ids. */
  private static String sha(int index) {
    long high = new Random(index).nextLong();
    return String.format("%016x%024x", high, index);
  }

  private static final class Rows implements GraphOutput {
    private long count;

    @Override
    public void change(ChangeKey key, @Nullable Change change) {
      count++;
    }

    @Override
    public void carried(CarriedChanges changes) {}

    @Override
    public void label(CommitLabel label) {}

    @Override
    public void evidence(ChangeEvidence evidence) {}
  }
}
