package dev.plumbline.ingest.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimedSignatureTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
  private static final String OLD = "0123456789abcdef0123456789abcdef";
  private static final String YOUNG = "fedcba9876543210fedcba9876543210";

  private final TimedSignature signature =
      new TimedSignature(List.of(Secret.of(OLD), Secret.of(YOUNG)));

  @ParameterizedTest(name = "A5: {0} s off is accepted: {1}")
  @CsvSource({
    "-301, false",
    "-300, true",
    "-299, true",
    "0, true",
    "299, true",
    "300, true",
    "301, false"
  })
  @DisplayName("A5: a signed time is accepted up to 300 s before and after now, not beyond")
  void shouldRefuseOtherTimes(long offset, boolean isAccepted) throws Exception {
    String time = String.valueOf(NOW.getEpochSecond() + offset);

    assertThat(position(time, sign(OLD, time)) > 0).isEqualTo(isAccepted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "now", "-1800000000", "9223372036854775808", "1800000000.0", " 1800000000"})
  @NullSource
  @DisplayName("A5: what is no time is refused, rightly signed as it is")
  void shouldRefuseWhatIsNoTime(String time) throws Exception {
    assertThat(position(time, sign(OLD, time))).isZero();
  }

  @Test
  @DisplayName("A4: one good signature of twenty is enough, a list of more than twenty is refused")
  void shouldFindGoodSignatureInList() throws Exception {
    String time = String.valueOf(NOW.getEpochSecond());
    String bad = "v1," + Base64.getEncoder().encodeToString(new byte[32]);
    String list = String.join(" ", Collections.nCopies(19, bad));

    assertThat(position(time, list + " " + sign(YOUNG, time))).isEqualTo(2);
    assertThat(position(time, bad + " " + list + " " + sign(YOUNG, time))).isZero();
    assertThat(position(time, list)).isZero();
    assertThat(position(time, sign("retired-secret-retired-secret-re", time))).isZero();
  }

  @Test
  void shouldRefuseOtherSchemesAndIds() throws Exception {
    String time = String.valueOf(NOW.getEpochSecond());
    String good = sign(OLD, time);

    assertThat(position(time, good.replace("v1,", "v1a,"))).isZero();
    assertThat(position(time, good.replace("v1,", "v0,"))).isZero();
    assertThat(position(time, "v1,%%%")).isZero();
    assertThat(signature.position("other", time, good, BODY, NOW)).isZero();
    assertThat(signature.position("a.b", time, good, BODY, NOW)).isZero();
    assertThat(signature.position(null, time, good, BODY, NOW)).isZero();
    assertThat(signature.position("msg_1", time, null, BODY, NOW)).isZero();
  }

  private int position(String time, String signatures) {
    return signature.position("msg_1", time, signatures, BODY, NOW);
  }

  private static String sign(String secret, String time) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    mac.update(("msg_1." + time + ".").getBytes(StandardCharsets.UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(BODY));
  }
}
