package dev.plumbline.streams.delivery.terms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Avro records to the bytes of a store and back. */
public final class Records {

  private Records() {}

  /** What encodes a record, usually its {@code toByteBuffer}. */
  public interface Encoding {
    ByteBuffer run() throws IOException;
  }

  /** What decodes a record, usually its class's {@code fromByteBuffer}. */
  public interface Decoding<T> {
    T of(ByteBuffer bytes) throws IOException;
  }

  /** The bytes of a record. */
  public static byte[] encoded(Encoding encoding) {
    try {
      ByteBuffer encoded = encoding.run();
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The record of all of the bytes. */
  public static <T> T decoded(byte[] bytes, Decoding<T> decoding) {
    return decoded(ByteBuffer.wrap(bytes), decoding);
  }

  /** The record of what is left of the bytes. */
  public static <T> T decoded(ByteBuffer bytes, Decoding<T> decoding) {
    try {
      return decoding.of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
