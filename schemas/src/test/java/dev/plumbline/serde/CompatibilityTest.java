package dev.plumbline.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompatibilityTest {

  @ParameterizedTest
  @MethodSource("dev.plumbline.serde.Schemas#contract")
  void shouldReadAndBeReadByEveryReleasedVersion(Schema schema) {
    List<Schema> released = ReleasedSchemas.of(schema.getFullName());

    assertThat(ReleasedSchemas.incompatibilities(schema, released)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.plumbline.serde.Schemas#keys")
  void shouldNeverChangeKeys(Schema key) {
    // Documentation may change; what is written may not.
    assertThat(ReleasedSchemas.of(key.getFullName()))
        .allSatisfy(old -> assertThat(key).isEqualTo(old));
  }

  /** A schema without a released form, or one that is gone, would be compared with nothing. */
  @Test
  void shouldCompareEverySchema() {
    assertThat(Schemas.contract().stream().map(Schema::getFullName))
        .containsExactlyInAnyOrderElementsOf(ReleasedSchemas.names());
  }

  @Test
  void shouldRefuseFieldWithoutDefault() {
    Schema old = SchemaBuilder.record("a.Record").fields().requiredString("kept").endRecord();
    Schema planted =
        SchemaBuilder.record("a.Record")
            .fields()
            .requiredString("kept")
            .requiredLong("added")
            .endRecord();

    assertThat(ReleasedSchemas.incompatibilities(planted, List.of(old)))
        .anySatisfy(reason -> assertThat(reason).contains("added"));
  }

  @Test
  void shouldRefuseToDropRequiredFieldOfOlderVersion() {
    Schema oldest = SchemaBuilder.record("a.Record").fields().requiredLong("gone").endRecord();
    Schema old = SchemaBuilder.record("a.Record").fields().optionalLong("gone").endRecord();
    Schema planted = SchemaBuilder.record("a.Record").fields().endRecord();

    assertThat(ReleasedSchemas.incompatibilities(planted, List.of(old))).isEmpty();
    assertThat(ReleasedSchemas.incompatibilities(planted, List.of(oldest, old))).isNotEmpty();
  }

  @Test
  void shouldRefusePlantedChangeOfContract() {
    Schema schema = Schemas.contract().get(1);
    List<Schema.Field> fields =
        schema.getFields().stream()
            .map(field -> new Schema.Field(field, field.schema()))
            .collect(Collectors.toCollection(ArrayList::new));
    fields.add(new Schema.Field("planted", Schema.create(Schema.Type.STRING)));
    Schema planted =
        Schema.createRecord(
            schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);

    assertThat(ReleasedSchemas.incompatibilities(planted, List.of(schema))).isNotEmpty();
  }
}
