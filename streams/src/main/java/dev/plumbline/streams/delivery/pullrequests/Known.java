package dev.plumbline.streams.delivery.pullrequests;

import dev.plumbline.delivery.MergedPullRequest;
import dev.plumbline.event.PersonKey;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.streams.delivery.terms.Records;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
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

  private static final byte[] NONE = {};

  byte[] toBytes() {
    List<byte[]> parts = new ArrayList<>();
    parts.add(row == null ? NONE : Records.encoded(row::toByteBuffer));
    parts.add(merged == null ? NONE : Records.encoded(merged::toByteBuffer));
    parts.add(account == null ? NONE : Records.encoded(account::toByteBuffer));
    ByteBuffer value = ByteBuffer.allocate(parts.stream().mapToInt(part -> 4 + part.length).sum());
    parts.forEach(part -> value.putInt(part.length).put(part));
    return value.array();
  }

  static Known fromBytes(byte[] bytes) {
    ByteBuffer value = ByteBuffer.wrap(bytes);
    return new Known(
        read(value, PullRequest::fromByteBuffer),
        read(value, MergedPullRequest::fromByteBuffer),
        read(value, PersonKey::fromByteBuffer));
  }

  private static <T> @Nullable T read(ByteBuffer value, Records.Decoding<T> decoding) {
    byte[] part = new byte[value.getInt()];
    value.get(part);
    return part.length == 0 ? null : Records.decoded(part, decoding);
  }
}
