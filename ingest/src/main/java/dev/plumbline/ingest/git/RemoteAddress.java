package dev.plumbline.ingest.git;

import dev.plumbline.ingest.collection.CollectionException;
import java.net.URISyntaxException;
import java.util.Objects;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Where a remote repository is, apart from the credentials that came in the same URL: JGit puts
 * addresses into messages and files, so it gets one without.
 *
 * @param address without user and password
 * @param credentials null if the URL has none
 */
record RemoteAddress(URIish address, @Nullable CredentialsProvider credentials) {

  /** Whether the location is a URL rather than a path. */
  static boolean isRemote(String location) {
    return location.matches("[a-zA-Z][a-zA-Z0-9+.-]*://.*");
  }

  static RemoteAddress parse(String location) {
    try {
      URIish full = new URIish(location);
      return new RemoteAddress(full.setUser(null).setPass(null), credentials(full));
    } catch (URISyntaxException e) {
      // The message would repeat the URL, and with it the password.
      throw new CollectionException("Expected the URL of a Git repository");
    }
  }

  private static @Nullable CredentialsProvider credentials(URIish full) {
    return full.getUser() == null
        ? null
        : new UsernamePasswordCredentialsProvider(
            full.getUser(), Objects.requireNonNullElse(full.getPass(), ""));
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
