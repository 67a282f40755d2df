package dev.plumbline.ingest.source;

/** Media types that senders use. */
public final class MediaTypes {

  public static final String JSON = "application/json";

  /** A form whose field {@code payload} is JSON: what GitHub sends unless told otherwise. */
  public static final String FORM = "application/x-www-form-urlencoded";

  private MediaTypes() {}
}
