package dev.plumbline.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

  @TempDir Path folder;

  @Test
  void shouldStopOrphanOfKilledRunAndKeepItsData() throws Exception {
    // As root, the unprivileged user has to pass through.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    EmbeddedPostgres orphan = start();
    assertThat(query(orphan, "show fsync")).isEqualTo("on");
    assertThat(query(orphan, "show synchronous_commit")).isEqualTo("on");
    try (Connection connection = DriverManager.getConnection(orphan.url());
        Statement statement = connection.createStatement()) {
      statement.execute("create table kept as select 42 as answer");

      // Started on the folder of one that still runs, with a session open, as after a kill.
      try (EmbeddedPostgres postgres = start()) {
        assertThat(ProcessHandle.of(orphan.pid()).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(query(postgres, "select answer from kept")).isEqualTo("42");
        expectSecret(postgres);
      }
    }

    assertThat(folder.resolve("postgres/data/postmaster.pid")).doesNotExist();
  }

  @Test
  void shouldRunBelowFolderThatIsClosedToOthers() throws Exception {
    assumeTrue(!"root".equals(System.getProperty("user.name")) || userNamespacesWork());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));

    try (EmbeddedPostgres postgres = start()) {
      assertThat(query(postgres, "select 1")).isEqualTo("1");
    }
  }

  private static boolean userNamespacesWork() throws Exception {
    return new ProcessBuilder("unshare", "--user", "true").start().waitFor() == 0;
  }

  private void expectSecret(EmbeddedPostgres postgres) throws Exception {
    Path secret = folder.resolve("secrets/password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    String wrong = postgres.url().replace(Files.readString(secret).strip(), "guess");
    assertThatThrownBy(() -> DriverManager.getConnection(wrong))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(
        folder.resolve("postgres"),
        folder.resolve("secrets").resolve("password"),
        folder.resolve("postgres.log"));
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(postgres.url());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
