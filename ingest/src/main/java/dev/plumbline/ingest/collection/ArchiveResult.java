package dev.plumbline.ingest.collection;

import java.util.List;

/**
 * What the collection of an archive did. Every line is counted in one of the first seven.
 *
 * @param pullRequests lines about pull requests, sent
 * @param issues lines about issues, sent
 * @param releases lines about releases, sent
 * @param pushes lines about pushes, sent
 * @param ignored lines about what is not collected
 * @param unusable lines that should be usable and are not
 * @param blank lines without anything
 * @param commits commits sent, of the pushes
 * @param problems the first of the unusable lines
 */
public record ArchiveResult(
    long pullRequests,
    long issues,
    long releases,
    long pushes,
    long ignored,
    long unusable,
    long blank,
    long commits,
    List<LineProblem> problems) {

  /**
   * What is wrong with a line.
   *
   * @param line its number, from 1
   * @param reason a sentence of what was expected and what came, without a value from the line
   */
  public record LineProblem(long line, String reason) {}

  public ArchiveResult {
    problems = List.copyOf(problems);
  }
}
