package dev.plumbline.serde;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro to trust the records of the contract: it makes objects of classes that a schema names,
 * and only of those it was told to trust.
 *
 * <p>Avro finds this class as a provider of logical types and loads it before it parses the first
 * schema, hence before any record exists. There is no other moment that every user of the records
 * passes through: a builder alone already reads defaults. It provides no logical type.
 */
public final class TrustedRecords implements LogicalTypes.LogicalTypeFactory {

  private static final String NAME = "dev.plumbline.trusted-records";

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getName().startsWith("dev.plumbline.")));
  }

  @Override
  public String getTypeName() {
    return NAME;
  }

  @Override
  public LogicalType fromSchema(Schema schema) {
    throw new IllegalArgumentException("Expected a logical type, got " + NAME);
  }
}
