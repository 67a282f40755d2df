package dev.plumbline.streams.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Avro records as values of a store. */
public final class AvroValue {

  private AvroValue() {}

  /** How a record class encodes itself, such as {@code record::toByteBuffer}. */
  public interface Encoding {
    ByteBuffer encode() throws IOException;
  }

  /** How a record class decodes itself, such as {@code Service::fromByteBuffer}. */
  public interface Decoding<T> {
    T decode(ByteBuffer bytes) throws IOException;
  }

  /** The record's bytes. */
  public static byte[] bytes(Encoding record) {
    try {
      ByteBuffer buffer = record.encode();
      int from = buffer.arrayOffset() + buffer.position();
      return Arrays.copyOfRange(buffer.array(), from, from + buffer.remaining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The record that was written as these bytes. */
  public static <T> T record(byte[] bytes, Decoding<T> type) {
    try {
      return type.decode(ByteBuffer.wrap(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
