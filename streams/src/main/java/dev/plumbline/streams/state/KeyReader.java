package dev.plumbline.streams.state;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Takes a key of {@link KeyWriter} apart again, in the order in which it was built. */
public final class KeyReader {

  private final byte[] bytes;
  private int position = 1;

  /** Reads a key behind its kind. */
  public KeyReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The next part as text. */
  public String text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (true) {
      byte part = bytes[position++];
      if (part != 0) {
        text.write(part);
      } else if (bytes[position++] == 1) {
        return text.toString(StandardCharsets.UTF_8);
      } else {
        text.write(0);
      }
    }
  }

  /** The next part as a signed number. */
  public long number() {
    long number = 0;
    for (int i = 0; i < 8; i++) {
      number = number << 8 | bytes[position++] & 0xFF;
    }
    return number ^ Long.MIN_VALUE;
  }

  /** The next part as a small number. */
  public int small() {
    return (bytes[position++] & 0xFF) << 8 | bytes[position++] & 0xFF;
  }

  /** The next part as an object id in hexadecimal. */
  public String objectId() {
    int size = bytes[position++];
    String hexadecimal = Hexadecimal.of(bytes, position, size);
    position += size;
    return hexadecimal;
  }
}
