package dev.plumbline.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The services' repositories, bare, in a folder. */
final class GitRepositories {

  private static final String MAIN = Constants.R_HEADS + "main";

  private final Path folder;
  private final LocalDate start;

  GitRepositories(Path folder, LocalDate start) {
    this.folder = folder;
    this.start = start;
  }

  Path of(Service service) {
    return folder.resolve(service.id() + ".git");
  }

  /** Writes the repository of a service, unless it is there whole, and tells its commits. */
  Commits write(ServiceHistory history) {
    try {
      Path path = of(history.service());
      if (isWhole(path)) {
        return computed(history);
      }
      Files.createDirectories(path);
      try (FileRepository repository =
          (FileRepository) new FileRepositoryBuilder().setBare().setGitDir(path.toFile()).build()) {
        if (!Files.exists(path.resolve(Constants.HEAD))) {
          repository.create(true);
        }
        return write(history, repository);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write below " + folder, e);
    }
  }

  /** The branch is set last, so where it is everything is. */
  private static boolean isWhole(Path path) {
    return Files.exists(path.resolve(MAIN));
  }

  private Commits computed(ServiceHistory history) throws IOException {
    try (CommitIds ids = new CommitIds()) {
      return Commits.of(history, start, ids);
    }
  }

  private Commits write(ServiceHistory history, FileRepository repository) throws IOException {
    // One pack: a file for each of a thousand objects would take longer than all the rest.
    try (ObjectInserter inserter = repository.getObjectDatabase().newPackInserter()) {
      Commits commits = Commits.of(history, start, inserter);
      inserter.flush();
      RefUpdate main = repository.updateRef(MAIN);
      main.setNewObjectId(commits.head());
      main.disableRefLog();
      RefUpdate.Result result = main.forceUpdate();
      if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.NO_CHANGE) {
        throw new IOException("Expected to set " + MAIN + ", got " + result);
      }
      repository.updateRef(Constants.HEAD).link(MAIN);
      return commits;
    }
  }
}
