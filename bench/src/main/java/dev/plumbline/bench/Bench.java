package dev.plumbline.bench;

import java.io.IOException;

/** Runs the benchmarks. */
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println(Machine.describe());
    int commits = Integer.getInteger("commits", 1_000_000);
    new CommitGraphBench(commits, Integer.getInteger("deployments", 2_000)).run();
  }
}
