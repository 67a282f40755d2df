package dev.plumbline.ingest.git;

import dev.plumbline.ingest.collection.CollectionCancelledException;
import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionRequest;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;

/**
 * Local copies of remote repositories, bare, one folder each. The folder's name comes from the
 * repository's name as well as its address, so that no two collections share one.
 */
final class Mirrors {

  // Not refs/*: hosts keep a reference for every pull request ever made.
  private static final List<RefSpec> REFERENCES =
      List.of(new RefSpec("+refs/heads/*:refs/heads/*"), new RefSpec("+refs/tags/*:refs/tags/*"));
  private static final int TIMEOUT_SECONDS = 120;

  private final Path folder;

  Mirrors(Path folder) {
    this.folder = folder;
  }

  /** Brings the copy up to date and opens it. */
  Repository open(CollectionRequest request, CollectionListener listener) throws IOException {
    RemoteAddress remote = RemoteAddress.parse(request.location());
    Repository mirror = openOrCreate(directory(request.repository() + " " + remote));
    try {
      fetch(mirror, remote, listener);
      return mirror;
    } catch (TransportException | NotSupportedException e) {
      mirror.close();
      throw failed(remote, e, listener);
    }
  }

  private static void fetch(Repository mirror, RemoteAddress remote, CollectionListener listener)
      throws TransportException, NotSupportedException {
    try (Transport transport = Transport.open(mirror, remote.address())) {
      transport.setTimeout(TIMEOUT_SECONDS);
      transport.setCredentialsProvider(remote.credentials());
      transport.setRemoveDeletedRefs(true);
      transport.setTagOpt(TagOpt.NO_TAGS);
      transport.fetch(new FetchProgress(listener), REFERENCES);
    }
  }

  private static RuntimeException failed(
      RemoteAddress remote, IOException cause, CollectionListener listener) {
    return listener.isCancelled()
        ? new CollectionCancelledException()
        : new CollectionException("Cannot fetch " + remote + ": " + cause.getMessage(), cause);
  }

  private static Repository openOrCreate(File directory) throws IOException {
    Repository repository = new FileRepositoryBuilder().setGitDir(directory).setBare().build();
    if (!repository.getObjectDatabase().exists()) {
      repository.create(true);
    }
    return repository;
  }

  private File directory(String identity) {
    byte[] digest = sha256(identity.getBytes(StandardCharsets.UTF_8));
    return folder.resolve(HexFormat.of().formatHex(digest, 0, 16)).toFile();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
