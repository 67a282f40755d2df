package dev.plumbline.ingest.kafka;

import static org.apache.avro.util.ClassSecurityValidator.composite;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro makes instances only of classes it was told to trust, whatever a schema says. The records of
 * the contract are, beside Avro's own defaults.
 */
public final class TrustedRecords {

  private static final String OURS = "dev.plumbline.";

  private TrustedRecords() {}

  /** Tells Avro, for the whole process. Again is harmless. */
  public static void install() {
    ClassSecurityValidator.setGlobal(
        composite(ClassSecurityValidator.DEFAULT, type -> type.getName().startsWith(OURS)));
  }
}
