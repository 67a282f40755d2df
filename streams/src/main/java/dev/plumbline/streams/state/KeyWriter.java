package dev.plumbline.streams.state;

import java.nio.charset.StandardCharsets;

/**
 * Builds keys whose unsigned byte order is the order of their parts, and in which no part is a
 * prefix of another of its kind, so that a scan finds exactly what was meant.
 */
public final class KeyWriter {

  private static final byte ESCAPE = (byte) 0xFF;
  private static final byte END = 1;

  private final ByteBuilder bytes = new ByteBuilder();

  private KeyWriter() {}

  /** Starts a key of the kind. */
  public static KeyWriter kind(char kind) {
    KeyWriter writer = new KeyWriter();
    writer.bytes.append(kind);
    return writer;
  }

  /** Text, ordered by its UTF-8 bytes. */
  public KeyWriter text(String text) {
    for (byte part : text.getBytes(StandardCharsets.UTF_8)) {
      bytes.append(part);
      if (part == 0) {
        bytes.append(ESCAPE);
      }
    }
    bytes.append(0);
    bytes.append(END);
    return this;
  }

  /** A signed number. */
  public KeyWriter number(long number) {
    long ordered = number ^ Long.MIN_VALUE;
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes.append((int) (ordered >>> shift));
    }
    return this;
  }

  /** A small number from 0 to 65,535. */
  public KeyWriter small(int number) {
    if (number < 0 || number > 0xFFFF) {
      throw new IllegalArgumentException("Expected 0 to 65535, got " + number);
    }
    bytes.append(number >>> 8);
    bytes.append(number);
    return this;
  }

  /** An object id in hexadecimal, kept as bytes. */
  public KeyWriter objectId(String hexadecimal) {
    bytes.appendObjectId(hexadecimal);
    return this;
  }

  /** The key so far. */
  public byte[] toBytes() {
    return bytes.toBytes();
  }
}
