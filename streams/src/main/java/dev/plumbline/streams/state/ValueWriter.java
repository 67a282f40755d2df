package dev.plumbline.streams.state;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Compact values: small numbers take one byte. */
public final class ValueWriter {

  private final ByteBuilder bytes = new ByteBuilder();

  /** A number; those near zero are short. */
  public ValueWriter number(long number) {
    long rest = number << 1 ^ number >> 63;
    while ((rest & ~0x7FL) != 0) {
      bytes.append((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    bytes.append((int) rest);
    return this;
  }

  /** Text of any length. */
  public ValueWriter text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    bytes.append(encoded);
    return this;
  }

  /** Text of any length, or none. */
  public ValueWriter optionalText(@Nullable String text) {
    return text == null ? number(0) : number(1).text(text);
  }

  /** A number, or none. */
  public ValueWriter optionalNumber(@Nullable Long number) {
    return number == null ? number(0) : number(1).number(number);
  }

  /** Bytes of any length. */
  public ValueWriter bytes(byte[] part) {
    number(part.length);
    bytes.append(part);
    return this;
  }

  /** An object id in hexadecimal, kept as bytes. */
  public ValueWriter objectId(String hexadecimal) {
    bytes.appendObjectId(hexadecimal);
    return this;
  }

  /** The value so far. */
  public byte[] toBytes() {
    return bytes.toBytes();
  }
}
