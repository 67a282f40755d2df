package dev.plumbline.streams.delivery.pullrequests;

import dev.plumbline.delivery.MergedPullRequest;
import dev.plumbline.event.PersonKey;
import dev.plumbline.fact.PullRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What was last said of a pull request.
 *
 * @param row its row, null when there is none
 * @param merged its merge, null when it is not merged or nobody knows the commit
 * @param account who opened it, null when not known
 */
record Known(
    @Nullable PullRequest row, @Nullable MergedPullRequest merged, @Nullable PersonKey account) {

  static final Known NOTHING = new Known(null, null, null);

  byte[] toBytes() {
    try {
      byte[][] parts = {
        row == null ? null : bytes(row.toByteBuffer()),
        merged == null ? null : bytes(merged.toByteBuffer()),
        account == null ? null : bytes(account.toByteBuffer())
      };
      int size = 0;
      for (byte[] part : parts) {
        size += 4 + (part == null ? 0 : part.length);
      }
      ByteBuffer value = ByteBuffer.allocate(size);
      for (byte[] part : parts) {
        value.putInt(part == null ? -1 : part.length);
        if (part != null) {
          value.put(part);
        }
      }
      return value.array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Known fromBytes(byte[] bytes) {
    ByteBuffer value = ByteBuffer.wrap(bytes);
    return new Known(
        read(value, PullRequest::fromByteBuffer),
        read(value, MergedPullRequest::fromByteBuffer),
        read(value, PersonKey::fromByteBuffer));
  }

  private interface Decoding<T> {
    T of(ByteBuffer bytes) throws IOException;
  }

  private static <T extends SpecificRecord> @Nullable T read(
      ByteBuffer value, Decoding<T> decoding) {
    int size = value.getInt();
    if (size < 0) {
      return null;
    }
    byte[] part = new byte[size];
    value.get(part);
    try {
      return decoding.of(ByteBuffer.wrap(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(ByteBuffer encoded) {
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }
}
