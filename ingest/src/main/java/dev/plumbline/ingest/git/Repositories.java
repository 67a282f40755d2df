package dev.plumbline.ingest.git;

import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** Opens repositories: work trees, bare ones and .git folders in place, remote ones as a copy. */
final class Repositories {

  private final Mirrors mirrors;

  Repositories(Path mirrors) {
    this.mirrors = new Mirrors(mirrors);
  }

  Repository open(CollectionRequest request, CollectionListener listener) throws IOException {
    String location = request.location();
    return RemoteAddress.isRemote(location)
        ? mirrors.open(request, listener)
        : openPath(new File(location));
  }

  private static Repository openPath(File path) throws IOException {
    try {
      return new FileRepositoryBuilder()
          .setGitDir(gitFolder(path))
          .setWorkTree(path)
          .setMustExist(true)
          .build();
    } catch (RepositoryNotFoundException e) {
      throw new CollectionException("Expected a Git repository at " + path + ", there is none", e);
    }
  }

  /** The folder itself or the one in it; null where a linked work tree has a file instead. */
  private static @Nullable File gitFolder(File path) {
    File linked = new File(path, ".git");
    return linked.isFile() ? null : existing(path);
  }

  private static File existing(File path) {
    File found = FileKey.resolve(path, FS.DETECTED);
    return found == null ? path : found;
  }
}
