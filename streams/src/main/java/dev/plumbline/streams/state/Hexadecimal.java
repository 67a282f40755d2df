package dev.plumbline.streams.state;

import java.nio.charset.StandardCharsets;

/** Object ids between their two forms; {@link java.util.HexFormat} is several times slower. */
final class Hexadecimal {

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private Hexadecimal() {}

  static byte byteAt(String hexadecimal, int index) {
    return (byte)
        (Character.digit(hexadecimal.charAt(index), 16) << 4
            | Character.digit(hexadecimal.charAt(index + 1), 16));
  }

  static String of(byte[] bytes, int from, int size) {
    byte[] digits = new byte[size * 2];
    for (int i = 0; i < size; i++) {
      digits[2 * i] = DIGITS[bytes[from + i] >> 4 & 0xF];
      digits[2 * i + 1] = DIGITS[bytes[from + i] & 0xF];
    }
    return new String(digits, StandardCharsets.ISO_8859_1);
  }
}
