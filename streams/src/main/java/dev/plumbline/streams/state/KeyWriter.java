package dev.plumbline.streams.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Builds keys whose unsigned byte order is the order of their parts, and in which no part is a
 * prefix of another of its kind, so that a scan finds exactly what was meant.
 */
public final class KeyWriter {

  private static final byte ESCAPE = (byte) 0xFF;
  private static final byte END = 1;

  private byte[] bytes = new byte[64];
  private int length;

  private KeyWriter() {}

  /** Starts a key of the kind. */
  public static KeyWriter kind(char kind) {
    KeyWriter writer = new KeyWriter();
    writer.append((byte) kind);
    return writer;
  }

  /** Text, ordered by its UTF-8 bytes. */
  public KeyWriter text(String text) {
    for (byte part : text.getBytes(StandardCharsets.UTF_8)) {
      append(part);
      if (part == 0) {
        append(ESCAPE);
      }
    }
    append((byte) 0);
    append(END);
    return this;
  }

  /** A signed number. */
  public KeyWriter number(long number) {
    long ordered = number ^ Long.MIN_VALUE;
    for (int shift = 56; shift >= 0; shift -= 8) {
      append((byte) (ordered >>> shift));
    }
    return this;
  }

  /** A small number from 0 to 65,535. */
  public KeyWriter small(int number) {
    if (number < 0 || number > 0xFFFF) {
      throw new IllegalArgumentException("Expected 0 to 65535, got " + number);
    }
    append((byte) (number >>> 8));
    append((byte) number);
    return this;
  }

  /** An object id in hexadecimal, kept as bytes. */
  public KeyWriter objectId(String hexadecimal) {
    append((byte) (hexadecimal.length() / 2));
    for (int i = 0; i < hexadecimal.length(); i += 2) {
      append(Hexadecimal.byteAt(hexadecimal, i));
    }
    return this;
  }

  /** The key so far. */
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
