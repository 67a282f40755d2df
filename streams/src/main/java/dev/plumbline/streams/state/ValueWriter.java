package dev.plumbline.streams.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Compact values: small numbers take one byte. */
public final class ValueWriter {

  private byte[] bytes = new byte[128];
  private int length;

  /** A number; those near zero are short. */
  public ValueWriter number(long number) {
    long rest = number << 1 ^ number >> 63;
    while ((rest & ~0x7FL) != 0) {
      append((byte) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    append((byte) rest);
    return this;
  }

  /** Text of any length. */
  public ValueWriter text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    for (byte part : encoded) {
      append(part);
    }
    return this;
  }

  /** An object id in hexadecimal, kept as bytes. */
  public ValueWriter objectId(String hexadecimal) {
    append((byte) (hexadecimal.length() / 2));
    for (int i = 0; i < hexadecimal.length(); i += 2) {
      append(Hexadecimal.byteAt(hexadecimal, i));
    }
    return this;
  }

  /** The value so far. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void append(byte part) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = part;
  }
}
