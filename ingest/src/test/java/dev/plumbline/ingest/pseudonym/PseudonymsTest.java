package dev.plumbline.ingest.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymsTest {

  @TempDir Path data;

  @Test
  void shouldStayTheSameAfterRestart() {
    String before = Pseudonyms.keptIn(data).of("Ada", "ada@example.org");

    String after = Pseudonyms.keptIn(data).of("Ada", "ada@example.org");

    assertThat(after).isEqualTo(before).matches("[0-9a-f]{32}");
  }

  @Test
  void shouldDifferUnderAnotherKey() {
    assertThat(Pseudonyms.keptIn(data.resolve("a")).of("Ada", "ada@example.org"))
        .isNotEqualTo(Pseudonyms.keptIn(data.resolve("b")).of("Ada", "ada@example.org"));
  }

  @Test
  void shouldGoByAddressThenByName() {
    Pseudonyms pseudonyms = Pseudonyms.keptIn(data);

    assertThat(pseudonyms.of("Ada L.", " ADA@example.org "))
        .isEqualTo(pseudonyms.of("Ada", "ada@example.org"));
    assertThat(pseudonyms.of("Ada ", " ")).isEqualTo(pseudonyms.of("ada", ""));
    assertThat(pseudonyms.of("Ada", "")).isNotEqualTo(pseudonyms.of("Bob", ""));
    assertThat(pseudonyms.of(" ", "")).isNull();
  }

  @Test
  void shouldTellAccountsByHostAndId() {
    Pseudonyms pseudonyms = Pseudonyms.keptIn(data);
    String account = pseudonyms.ofAccount("github", "583231");

    assertThat(pseudonyms.ofAccount("github", "583231")).isEqualTo(account).matches("[0-9a-f]{32}");
    assertThat(pseudonyms.ofAccount("ghe", "583231")).isNotEqualTo(account);
    assertThat(pseudonyms.ofAccount("github", "583232")).isNotEqualTo(account);
    assertThat(pseudonyms.of("583231", "")).isNotEqualTo(account);
    assertThat(pseudonyms.ofAccount("github", "Ada"))
        .isEqualTo(pseudonyms.ofAccount("github", "ada"));
  }

  @Test
  void shouldTellBranchesByRepository() {
    Pseudonyms pseudonyms = Pseudonyms.keptIn(data);
    String branch = pseudonyms.ofBranch("github", "acme/shop", "ada/fix");

    assertThat(pseudonyms.ofBranch("github", "acme/shop", "ada/fix")).isEqualTo(branch);
    assertThat(pseudonyms.ofBranch("github", "acme/store", "ada/fix")).isNotEqualTo(branch);
    assertThat(pseudonyms.ofBranch("github", "acme/shop", "ada/Fix")).isNotEqualTo(branch);
  }

  /** A case of RFC 4231: HMAC pads its four byte key with zeros, as is done here. */
  @Test
  void shouldBeHmacSha256() throws Exception {
    Path key = Files.createDirectories(data.resolve("secrets")).resolve("pseudonym.key");
    byte[] jefe = Arrays.copyOf("Jefe".getBytes(StandardCharsets.UTF_8), 32);
    Files.write(key, jefe);

    assertThat(Pseudonyms.keptIn(data).of("", "what do ya want for nothing?"))
        .isEqualTo("5bdcc146bf60754e6a042426089575c7");
  }

  @Test
  void shouldLetOnlyOwnerReadKey() throws Exception {
    Pseudonyms.keptIn(data);

    Path key = data.resolve("secrets/pseudonym.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(Files.size(key)).isEqualTo(32);
    try (var files = Files.list(key.getParent())) {
      assertThat(files).containsExactly(key);
    }
  }

  @Test
  void shouldRefuseDamagedKey() throws Exception {
    Path key = Files.createDirectories(data.resolve("secrets")).resolve("pseudonym.key");
    Files.write(key, new byte[31]);

    assertThatThrownBy(() -> Pseudonyms.keptIn(data))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Expected at least 32 bytes");
    assertThat(Files.size(key)).isEqualTo(31);
  }
}
