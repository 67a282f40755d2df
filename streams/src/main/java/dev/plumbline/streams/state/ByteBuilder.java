package dev.plumbline.streams.state;

import java.util.Arrays;

/** Bytes that grow. */
final class ByteBuilder {

  private byte[] bytes = new byte[96];
  private int length;

  void append(int part) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) part;
  }

  void append(byte[] parts) {
    for (byte part : parts) {
      append(part);
    }
  }

  /** An object id in hexadecimal, as its length and its bytes. */
  void appendObjectId(String hexadecimal) {
    append(hexadecimal.length() / 2);
    for (int i = 0; i < hexadecimal.length(); i += 2) {
      append(Hexadecimal.byteAt(hexadecimal, i));
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
