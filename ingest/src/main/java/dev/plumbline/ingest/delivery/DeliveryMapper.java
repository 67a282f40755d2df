package dev.plumbline.ingest.delivery;

/**
 * Reads a source's payloads: a pure function, field by field from an allow-list. Thread-safe. Free
 * text, names and addresses of people end here.
 */
public interface DeliveryMapper {

  /** The events that the delivery says; never throws because of what is in it. */
  Mapping map(Delivery delivery);
}
