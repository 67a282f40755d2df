package dev.plumbline.ingest.drain;

import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.quarantine.BodyForm;
import dev.plumbline.quarantine.DeliveryKey;
import dev.plumbline.quarantine.QuarantinedDelivery;
import dev.plumbline.topic.Topics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Deliveries as records of the quarantine, and back. */
final class QuarantineRecords {

  /** A record of at most 8 MiB holds it with everything beside it. */
  private static final int LARGEST_BODY = 7 * 1024 * 1024;

  private static final int PLAIN_UP_TO = 64 * 1024;

  private QuarantineRecords() {}

  /**
   * The delivery as a record.
   *
   * @throws EventRefusedException if no record can hold it
   */
  static Event<DeliveryKey, QuarantinedDelivery> event(Delivery delivery, String reason) {
    QuarantinedDelivery.Builder builder =
        QuarantinedDelivery.newBuilder()
            .setSource(delivery.source())
            .setAcceptedAt(delivery.acceptedAt())
            .setReason(reason)
            .setHeaders(delivery.headers())
            .setBodyBytes(delivery.body().length);
    if (delivery.body().length <= PLAIN_UP_TO) {
      builder.setBodyForm(BodyForm.PLAIN).setBody(ByteBuffer.wrap(delivery.body()));
    } else {
      compress(delivery, reason, builder);
    }
    return new Event<>(Topics.QUARANTINE, new DeliveryKey(delivery.id()), builder.build());
  }

  private static void compress(
      Delivery delivery, String reason, QuarantinedDelivery.Builder builder) {
    byte[] compressed = gzip(delivery.body());
    if (compressed.length <= LARGEST_BODY) {
      builder.setBodyForm(BodyForm.GZIP).setBody(ByteBuffer.wrap(compressed));
    } else {
      throw new EventRefusedException(
          "%s. Even compressed its body of %d bytes is more than a record holds"
              .formatted(reason, delivery.body().length),
          null);
    }
  }

  /** The delivery as it was accepted; empty if its body was left out. */
  static Optional<Delivery> delivery(DeliveryKey key, QuarantinedDelivery record) {
    ByteBuffer body = record.getBody();
    if (body == null) {
      return Optional.empty();
    }
    byte[] bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    return Optional.of(
        new Delivery(
            key.getDelivery(),
            record.getSource(),
            record.getAcceptedAt(),
            record.getHeaders(),
            record.getBodyForm() == BodyForm.GZIP ? gunzip(bytes) : bytes));
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 4);
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot fail", e);
    }
    return compressed.toByteArray();
  }

  private static byte[] gunzip(byte[] bytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected a body as the quarantine compressed it", e);
    }
  }
}
