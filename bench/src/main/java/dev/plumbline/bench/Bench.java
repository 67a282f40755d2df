package dev.plumbline.bench;

import java.io.IOException;
import java.sql.SQLException;

/** Runs the benchmarks: all, or those named. */
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    System.out.println(Machine.describe());
    String wanted = arguments.length == 0 ? "all" : arguments[0];
    if (wanted.equals("all") || wanted.equals("replay")) {
      new ReplayBench(
              Integer.getInteger("repositories", 40),
              Integer.getInteger("commitsPerRepository", 6_000),
              Integer.getInteger("rounds", 2))
          .run();
    }
    if (wanted.equals("all") || wanted.equals("graph")) {
      new CommitGraphBench(
              Integer.getInteger("commits", 1_000_000), Integer.getInteger("deployments", 2_000))
          .run();
    }
    if (wanted.equals("all") || wanted.equals("door")) {
      new DoorBench(Integer.getInteger("webhooks", 20_000), 1_000).run();
    }
    if (wanted.equals("all") || wanted.equals("row")) {
      new RowBench(500, Integer.getInteger("seconds", 20)).run();
    }
    if (wanted.equals("all") || wanted.equals("remap")) {
      new RemapBench(
              Integer.getInteger("commits", 1_000_000), Integer.getInteger("deployments", 2_000))
          .run();
    }
    if (wanted.equals("all") || wanted.equals("verify")) {
      new VerifyBench(1_000_000).run();
    }
  }
}
