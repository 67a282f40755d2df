package dev.plumbline.ingest.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodySignatureTest {

  // Published by GitHub in "Validating webhook deliveries".
  private static final String PUBLISHED_SECRET = "It's a Secret to Everybody";
  private static final byte[] PUBLISHED_BODY = bytes("Hello, World!");
  private static final String PUBLISHED =
      "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  private final BodySignature signature = of("another secret", PUBLISHED_SECRET, "a third");

  @Test
  void shouldVerifyPublishedVectorOfGithub() {
    assertThat(of(PUBLISHED_SECRET).position(PUBLISHED_BODY, List.of("sha256=" + PUBLISHED)))
        .isEqualTo(1);
  }

  @Test
  void shouldTellPositionOfSecret() {
    assertThat(signature.position(PUBLISHED_BODY, List.of("sha256=" + PUBLISHED))).isEqualTo(2);
  }

  @Test
  void shouldTakeUpperCaseDigits() {
    String upperCase = "sha256=" + PUBLISHED.toUpperCase(Locale.ROOT);

    assertThat(signature.position(PUBLISHED_BODY, List.of(upperCase))).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256=",
        PUBLISHED,
        "SHA256=" + PUBLISHED,
        "sha1=" + PUBLISHED,
        "sha256=" + PUBLISHED + "0",
        "sha256= " + PUBLISHED,
        "sha256=0x7107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18",
        "sha256=0000000000000000000000000000000000000000000000000000000000000000"
      })
  void shouldRefuseAnythingElse(String sent) {
    assertThat(signature.position(PUBLISHED_BODY, List.of(sent))).isEqualTo(BodySignature.NONE);
  }

  @Test
  void shouldRefuseNoneAndTwo() {
    String good = "sha256=" + PUBLISHED;

    assertThat(signature.position(PUBLISHED_BODY, List.of())).isEqualTo(BodySignature.NONE);
    assertThat(signature.position(PUBLISHED_BODY, List.of(good, good)))
        .isEqualTo(BodySignature.NONE);
  }

  @Test
  void shouldRefuseToWorkWithoutSecret() {
    assertThatThrownBy(() -> new BodySignature(SignatureForm.HUB, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldPrintNoSecret() {
    assertThat(List.of(Secret.of(PUBLISHED_SECRET))).hasToString("[***]");
  }

  private static BodySignature of(String... secrets) {
    return new BodySignature(SignatureForm.HUB, List.of(secrets).stream().map(Secret::of).toList());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
