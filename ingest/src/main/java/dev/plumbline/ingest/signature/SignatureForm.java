package dev.plumbline.ingest.signature;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** How a header writes the HMAC-SHA256 of a body. */
public enum SignatureForm {
  /** One {@code sha256=<hex>}: GitHub and, since WebSub, everybody's {@code X-Hub-Signature}. */
  HUB("sha256=", 1),

  /**
   * Up to 20 {@code v1=<hex>}, separated by commas, of which one has to fit: PagerDuty, while its
   * secrets are changed over. Those of other versions prove nothing.
   */
  LIST("v1=", 20);

  private static final int LENGTH = 32;

  private final String prefix;
  private final int most;

  SignatureForm(String prefix, int most) {
    this.prefix = prefix;
    this.most = most;
  }

  /**
   * The digests that were sent; for each that is not well-formed zeros of the same length, which no
   * digest is, so that the work does not depend on what was sent.
   *
   * @param sent all values of the header; anything but one is refused, and so are too many digests
   */
  List<byte[]> digests(List<String> sent) {
    List<byte[]> zeros = List.of(new byte[LENGTH]);
    if (sent.size() != 1) {
      return zeros;
    }
    String[] signatures = sent.get(0).split(",", most + 1);
    if (signatures.length > most) {
      return zeros;
    }
    List<byte[]> digests = new ArrayList<>(signatures.length);
    for (String signature : signatures) {
      digests.add(digest(most == 1 ? signature : signature.strip()));
    }
    return digests;
  }

  private byte[] digest(String signature) {
    byte[] digest = new byte[LENGTH];
    if (!signature.startsWith(prefix) || signature.length() != prefix.length() + 2 * LENGTH) {
      return digest;
    }
    for (int i = 0; i < LENGTH; i++) {
      char high = signature.charAt(prefix.length() + 2 * i);
      char low = signature.charAt(prefix.length() + 2 * i + 1);
      if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
        return new byte[LENGTH];
      }
      digest[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
    }
    return digest;
  }
}
