package dev.plumbline.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ingest.signature.BodySignature;
import dev.plumbline.validation.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static final String GOOD = "0123456789abcdef0123456789abcdef";
  private static final String OTHER = "fedcba9876543210fedcba9876543210";
  private static final byte[] BODY = {'{', '}'};

  @TempDir Path folder;
  private long now;

  @Test
  void shouldMakeSecretsOnceForSourcesThatNobodyConfigured() throws Exception {
    SourcesConfig config = SourcesConfig.byDefault(folder);

    Sources.open(config);
    String made = Files.readString(folder.resolve("secrets").resolve("github"));
    Sources.open(config);

    assertThat(made).matches("[0-9a-f]{64}\n");
    assertThat(Files.readString(folder.resolve("secrets").resolve("github"))).isEqualTo(made);
    assertThat(Files.readString(folder.resolve("secrets").resolve("jira"))).isNotEqualTo(made);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("secrets").resolve("github"))))
        .isEqualTo("rw-------");
    assertThat(Files.list(folder.resolve("secrets"))).hasSize(4);
  }

  @ParameterizedTest(name = "A2: a secret file with \"{0}\" keeps ingest from starting")
  @ValueSource(
      strings = {
        "",
        "\n \n",
        "eight888",
        "31-bytes-are-one-byte-too-short",
        GOOD + "\nshort",
        GOOD + "\n" + GOOD + "\n" + GOOD + "\n" + GOOD
      })
  @DisplayName("A2: without usable secrets ingest does not start, and says which file")
  void shouldNotStartWithoutUsableSecret(String content) throws Exception {
    Files.writeString(folder.resolve("ghes"), content);

    assertThatThrownBy(() -> Sources.open(config()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(folder.resolve("ghes").toString())
        .hasMessageContaining("expected")
        .hasMessageNotContaining(GOOD);
  }

  @Test
  @DisplayName("A2: a file that is missing or cannot be read keeps ingest from starting")
  void shouldNotStartWithoutFile() throws Exception {
    assertThatThrownBy(() -> Sources.open(config()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is none");

    // A folder cannot be read as a file by anybody, root included.
    Files.createDirectory(folder.resolve("ghes"));
    assertThatThrownBy(() -> Sources.open(config())).isInstanceOf(InvalidInputException.class);
  }

  @Test
  @DisplayName(
      "A2: a file that becomes bad while ingest runs leaves the secrets before in use, and health"
          + " says so")
  void shouldKeepSecretsWhenReloadIsBad() throws Exception {
    Path file = folder.resolve("ghes");
    Files.writeString(file, GOOD);
    Sources sources = Sources.open(config(), () -> now);
    Source source = sources.find("ghes").orElseThrow();
    assertThat(sources.check().isUp()).isTrue();

    for (String bad : List.of("", "short", "a\nb\nc\nd")) {
      Files.writeString(file, bad);
      expectStillWorks(sources, source);
    }
    Files.delete(file);
    expectStillWorks(sources, source);
    Files.createDirectory(file);
    expectStillWorks(sources, source);

    Files.delete(file);
    Files.writeString(file, OTHER);
    pass();
    assertThat(source.verify(BODY, List.of(sign(OTHER)))).isEqualTo(1);
    assertThat(source.verify(BODY, List.of(sign(GOOD)))).isEqualTo(BodySignature.NONE);
    assertThat(sources.check().isUp()).isTrue();
  }

  private void expectStillWorks(Sources sources, Source source) {
    pass();
    assertThat(source.verify(BODY, List.of(sign(GOOD)))).isEqualTo(1);
    assertThat(source.verify(BODY, List.of("sha256="))).isEqualTo(BodySignature.NONE);
    assertThat(source.verify(BODY, List.of(sign("")))).isEqualTo(BodySignature.NONE);
    assertThat(sources.check().isUp()).isFalse();
    assertThat(sources.check().detail()).contains("ghes", "stay in use");
  }

  private void pass() {
    now += 2_000_000_000L;
  }

  private SourcesConfig config() {
    return new SourcesConfig(
        folder, List.of(SourceConfig.ofFile("ghes", SourceKind.GITHUB)), false);
  }

  private static String sign(String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      // An empty key is none that Java would take.
      byte[] key = secret.isEmpty() ? new byte[1] : secret.getBytes("UTF-8");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(BODY));
    } catch (IOException | java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
