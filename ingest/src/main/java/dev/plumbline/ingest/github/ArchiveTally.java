package dev.plumbline.ingest.github;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.ingest.collection.ArchiveResult;
import dev.plumbline.ingest.collection.ArchiveResult.LineProblem;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.delivery.Mapping.Ignored;
import dev.plumbline.ingest.delivery.Mapping.Mapped;
import dev.plumbline.ingest.delivery.Mapping.Unusable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what becomes of the lines of an archive. Not thread-safe. */
final class ArchiveTally {

  /** A file that is no archive has as many as lines. */
  private static final int MOST_PROBLEMS = 100;

  private final Map<String, Long> mapped = new HashMap<>();
  private final List<LineProblem> problems = new ArrayList<>();
  private long ignored;
  private long unusable;
  private long blank;
  private long commits;

  void addBlank() {
    blank++;
  }

  void add(long line, Mapping mapping) {
    if (mapping instanceof Mapped said && !said.events().isEmpty()) {
      mapped.merge(said.kind(), 1L, Long::sum);
      commits +=
          said.events().stream().filter(event -> event.value() instanceof CommitObserved).count();
    } else if (mapping instanceof Unusable refused) {
      addProblem(line, refused.reason());
    } else if (mapping instanceof Mapped || mapping instanceof Ignored) {
      ignored++;
    }
  }

  private void addProblem(long line, String reason) {
    unusable++;
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new LineProblem(line, reason));
    }
  }

  ArchiveResult result() {
    return new ArchiveResult(
        count(ArchiveMapper.PULL_REQUEST),
        count(ArchiveMapper.ISSUE),
        count(ArchiveMapper.RELEASE),
        count(ArchiveMapper.PUSH),
        ignored,
        unusable,
        blank,
        commits,
        problems);
  }

  private long count(String kind) {
    return mapped.getOrDefault(kind, 0L);
  }
}
