package dev.plumbline.bench;

import dev.plumbline.ingest.signature.BodySignature;
import dev.plumbline.ingest.signature.Secret;
import dev.plumbline.ingest.signature.SignatureForm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How long a signature takes to be refused, by how many of its digits are right. All kinds take
 * turns, so that what the machine does meanwhile hits them alike.
 */
final class VerifyBench {

  private static final int[] RIGHT_DIGITS = {0, 1, 2, 8, 32, 62, 63};

  private final int calls;

  VerifyBench(int calls) {
    this.calls = calls;
  }

  void run() {
    String secret = "0123456789abcdef0123456789abcdef";
    byte[] body = "{\"action\":\"opened\"}".repeat(50).getBytes(StandardCharsets.UTF_8);
    BodySignature signature = new BodySignature(SignatureForm.HUB, List.of(Secret.of(secret)));
    String good = digest(secret, body);
    List<List<String>> sent =
        Arrays.stream(RIGHT_DIGITS).mapToObj(right -> List.of(wrongAfter(good, right))).toList();
    int rounds = calls / RIGHT_DIGITS.length;
    Latencies[] latencies = new Latencies[RIGHT_DIGITS.length];
    Arrays.setAll(latencies, kind -> new Latencies(rounds));
    for (int round = -rounds / 10; round < rounds; round++) {
      for (int kind = 0; kind < RIGHT_DIGITS.length; kind++) {
        long start = System.nanoTime();
        int position = signature.position(body, sent.get(kind));
        long taken = System.nanoTime() - start;
        if (position != BodySignature.NONE) {
          throw new IllegalStateException("Expected a wrong signature to be refused");
        }
        if (round >= 0) {
          latencies[kind].set(round, taken);
        }
      }
    }
    System.out.printf("%nVerify: %,d refusals%n", calls);
    double none = latencies[0].percentile(0.5);
    for (int kind = 0; kind < RIGHT_DIGITS.length; kind++) {
      double median = latencies[kind].percentile(0.5);
      System.out.printf(
          "%2d digits right   median %.0f ns   %+.2f %%%n",
          RIGHT_DIGITS[kind], median * 1e6, (median / none - 1) * 100);
    }
  }

  private static String wrongAfter(String good, int right) {
    StringBuilder wrong = new StringBuilder(good.substring(0, right));
    for (int i = right; i < good.length(); i++) {
      wrong.append(good.charAt(i) == '0' ? '1' : '0');
    }
    return "sha256=" + wrong;
  }

  private static String digest(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }
}
