package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneConfigTest {

  @TempDir private Path folder;

  @Test
  void shouldListenOnLoopbackUnlessTold() {
    StandaloneConfig config = StandaloneConfig.embedded(folder, 8080);
    assertThat(config.bind()).isEqualTo("127.0.0.1");
    assertThat(config.tokenFile()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5"})
  void shouldRefuseToBeOpenWithoutToken(String bind) {
    assertThatThrownBy(() -> config(bind, null))
        .hasMessageStartingWith("Expected --token-file FILE with --bind " + bind + ": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
  void shouldNeedNoTokenOnLoopback(String bind) {
    assertThatCode(() -> config(bind, null)).doesNotThrowAnyException();
  }

  @Test
  void shouldReadTheTokenBeforeAnythingStarts() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "short");
    assertThatThrownBy(() -> config("0.0.0.0", file))
        .hasMessageContaining("expected one token of at least 32 printable characters");
    Files.writeString(file, "0123456789abcdef0123456789abcdef\n");
    assertThat(config("0.0.0.0", file).toString()).doesNotContain("0123456789");
  }

  private StandaloneConfig config(String bind, Path tokenFile) {
    return new StandaloneConfig(folder, 8080, null, null, null, bind, tokenFile);
  }
}
