package dev.plumbline.bench;

import java.io.IOException;

/** Runs the benchmarks: all, or those named. */
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.out.println(Machine.describe());
    String wanted = arguments.length == 0 ? "all" : arguments[0];
    if (wanted.equals("all") || wanted.equals("replay")) {
      new ReplayBench(
              Integer.getInteger("repositories", 40),
              Integer.getInteger("commitsPerRepository", 6_000))
          .run();
    }
    if (wanted.equals("all") || wanted.equals("graph")) {
      new CommitGraphBench(
              Integer.getInteger("commits", 1_000_000), Integer.getInteger("deployments", 2_000))
          .run();
    }
  }
}
