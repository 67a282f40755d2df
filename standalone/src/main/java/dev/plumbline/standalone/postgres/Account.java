package dev.plumbline.standalone.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom Postgres runs as: it refuses to run as root.
 *
 * @param owner user that must own the folder
 * @param prefix command that turns into that user and then into the command behind it
 */
record Account(String owner, List<String> prefix) {

  private static final String ROOT = "root";
  private static final List<String> UNPRIVILEGED = List.of("postgres", "nobody");

  Account {
    prefix = List.copyOf(prefix);
  }

  /**
   * The account for a folder, which belongs to that account afterwards.
   *
   * <p>As root an unprivileged user is tried first. It cannot get into a folder below one that is
   * closed to others, as /root is; then comes a user namespace, in which root is somebody else to
   * Postgres and still root to the file system, and last the unprivileged user with the right to
   * pass through any folder.
   *
   * @param initdb program that the account must be able to run, and whose siblings it must find
   */
  static Account forFolder(Path folder, Path initdb) {
    String self = System.getProperty("user.name");
    if (!self.equals(ROOT)) {
      return new Account(self, List.of());
    }
    for (Account account : candidates()) {
      account.takeOver(folder);
      if (account.canUse(folder, initdb)) {
        return account;
      }
    }
    throw new IllegalStateException(
        "Postgres does not run as root, and neither an unprivileged user nor a user namespace can"
            + " use "
            + folder
            + ": start Plumbline as another user, choose a folder that others can pass through with"
            + " --data DIR, or use --postgres URL");
  }

  /** The command as this account. */
  List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  /** Makes everything in the folder belong to the account. */
  void takeOver(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      UserPrincipal principal =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
      for (Path file : files.toList()) {
        if (!Files.isSymbolicLink(file) && !Files.getOwner(file).equals(principal)) {
          Files.setOwner(file, principal);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to give " + folder + " to user " + owner, e);
    }
  }

  private static List<Account> candidates() {
    List<Account> candidates = new ArrayList<>();
    Optional<String> user = UNPRIVILEGED.stream().filter(Account::exists).findFirst();
    user.map(Account::unprivileged).ifPresent(candidates::addAll);
    candidates.add(
        new Account(ROOT, List.of("unshare", "--user", "--map-user=65534", "--map-group=65534")));
    user.map(Account::passingThrough).ifPresent(candidates::add);
    return candidates;
  }

  private static List<Account> unprivileged(String user) {
    return List.of(
        new Account(user, setpriv(user)), new Account(user, List.of("runuser", "-u", user, "--")));
  }

  private static Account passingThrough(String user) {
    List<String> command = new ArrayList<>(setpriv(user));
    // Without the first, access() forgets the right that the others give.
    command.add("--securebits=+no_setuid_fixup");
    command.add("--inh-caps=+dac_read_search");
    command.add("--ambient-caps=+dac_read_search");
    return new Account(user, command);
  }

  private static List<String> setpriv(String user) {
    return List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups");
  }

  private static boolean exists(String user) {
    return run(List.of("id", "-u", user));
  }

  /** Asks initdb to show what it would do: it refuses as root, and looks for the other programs. */
  private boolean canUse(Path folder, Path initdb) {
    String script = "test -w \"$1\" && \"$2\" --show -D \"$1/data\" -U probe --locale=C -E UTF8";
    return run(
        command(List.of("/bin/sh", "-c", script, "sh", folder.toString(), initdb.toString())));
  }

  private static boolean run(List<String> command) {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Postgres started", e);
    }
  }
}
