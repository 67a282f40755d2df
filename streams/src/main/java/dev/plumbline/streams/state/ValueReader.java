package dev.plumbline.streams.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ValueWriter} wrote, in the same order. */
public final class ValueReader {

  private final byte[] bytes;
  private int position;

  public ValueReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The next number. */
  public long number() {
    long rest = 0;
    int shift = 0;
    byte part;
    do {
      part = bytes[position++];
      rest |= (part & 0x7FL) << shift;
      shift += 7;
    } while (part < 0);
    return rest >>> 1 ^ -(rest & 1);
  }

  /** The next number, where it is known to be a count or an index. */
  public int count() {
    return Math.toIntExact(number());
  }

  /** The next text. */
  public String text() {
    int size = count();
    String text = new String(bytes, position, size, StandardCharsets.UTF_8);
    position += size;
    return text;
  }

  /** The next text, null when there is none. */
  public @Nullable String optionalText() {
    return number() == 0 ? null : text();
  }

  /** The next number, null when there is none. */
  public @Nullable Long optionalNumber() {
    return number() == 0 ? null : Long.valueOf(number());
  }

  /** The next bytes. */
  public byte[] bytes() {
    int size = count();
    byte[] part = Arrays.copyOfRange(bytes, position, position + size);
    position += size;
    return part;
  }

  /** The next object id in hexadecimal. */
  public String objectId() {
    int size = bytes[position++];
    String hexadecimal = Hexadecimal.of(bytes, position, size);
    position += size;
    return hexadecimal;
  }

  /** Whether anything is left. */
  public boolean hasMore() {
    return position < bytes.length;
  }
}
