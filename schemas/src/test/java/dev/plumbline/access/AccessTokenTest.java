package dev.plumbline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {

  private static final String TEXT = "0123456789abcdef0123456789abcdef";
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void shouldMatchNothingButTheToken() throws IOException {
    AccessToken token = token(TEXT + "\n");

    assertThat(token.matches(TEXT)).isTrue();
    assertThat(token.matches(TEXT + "0")).isFalse();
    assertThat(token.matches("")).isFalse();
    assertThat(token.matches(null)).isFalse();
    assertThat(token.matchesAuthorization("Bearer " + TEXT)).isTrue();
    assertThat(token.matchesAuthorization("bearer  " + TEXT)).isTrue();
    assertThat(token.matchesAuthorization(TEXT)).isFalse();
    assertThat(token.matchesAuthorization("Basic " + TEXT)).isFalse();
    assertThat(token.matchesAuthorization(null)).isFalse();
  }

  @Test
  void shouldKnowItsOwnSessionsUntilTheyEnd() throws IOException {
    AccessToken token = token(TEXT);
    String session = token.session(NOW, Duration.ofHours(1));

    assertThat(session).doesNotContain(TEXT);
    assertThat(token.matchesSession(session, NOW.plusSeconds(3599))).isTrue();
    assertThat(token.matchesSession(session, NOW.plusSeconds(3600))).isFalse();
    assertThat(token.matchesSession("9" + session, NOW)).isFalse();
    assertThat(token.matchesSession("x", NOW)).isFalse();
    assertThat(token.matchesSession(null, NOW)).isFalse();
    assertThat(token("f" + TEXT).matchesSession(session, NOW)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "0123456789abcdef 0123456789abcdef"})
  void shouldRefuseWhatIsNoToken(String text) {
    assertThatThrownBy(() -> token(text))
        .hasMessageContaining("expected one token of at least 32 printable characters")
        .hasMessageContaining("got " + text.length());
  }

  @Test
  void shouldSayWhichFileIsMissing() {
    assertThatThrownBy(() -> AccessToken.readFrom(folder.resolve("none")))
        .hasMessageContaining("none: expected a file that can be read");
  }

  @Test
  void shouldNotPrintItself() throws IOException {
    assertThat(token(TEXT).toString()).doesNotContain(TEXT.substring(0, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "localhost"})
  void shouldTakeLoopbackForLoopback(String host) {
    assertThat(Loopback.isLoopback(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5", "no.such.host.invalid"})
  void shouldTakeNothingElseForLoopback(String host) {
    assertThat(Loopback.isLoopback(host)).isFalse();
  }

  private AccessToken token(String text) throws IOException {
    return AccessToken.readFrom(Files.writeString(folder.resolve("token"), text));
  }
}
