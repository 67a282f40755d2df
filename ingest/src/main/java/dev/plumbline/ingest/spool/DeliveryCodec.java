package dev.plumbline.ingest.spool;

import dev.plumbline.ingest.delivery.Delivery;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A delivery as bytes. The first byte is the form's version: a later one can still read this. */
final class DeliveryCodec {

  private static final int VERSION = 1;

  private DeliveryCodec() {}

  static byte[] encode(Delivery delivery) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(delivery.body().length + 512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(delivery.id());
      out.writeUTF(delivery.source());
      out.writeLong(delivery.acceptedAt().toEpochMilli());
      out.writeShort(delivery.headers().size());
      for (Map.Entry<String, String> header : delivery.headers().entrySet()) {
        out.writeUTF(header.getKey());
        out.writeUTF(header.getValue());
      }
      out.writeInt(delivery.body().length);
      out.write(delivery.body());
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  static Delivery decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException(
            "Expected a spool of version %d, got %d: it was written by a later Plumbline"
                .formatted(VERSION, version));
      }
      String id = in.readUTF();
      String source = in.readUTF();
      Instant acceptedAt = Instant.ofEpochMilli(in.readLong());
      Map<String, String> headers = new LinkedHashMap<>();
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        headers.put(in.readUTF(), in.readUTF());
      }
      byte[] body = new byte[in.readInt()];
      in.readFully(body);
      return new Delivery(id, source, acceptedAt, headers, body);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected a whole delivery in the spool", e);
    }
  }
}
