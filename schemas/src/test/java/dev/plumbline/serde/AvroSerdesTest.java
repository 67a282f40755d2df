package dev.plumbline.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroSerdesTest {

  private static final int RECORDS = 50;
  private static final long SEED = 7;

  private static final AvroSerdes SERDES = AvroSerdes.on("mock://registered");

  @BeforeAll
  static void registerSchemas() {
    new SchemaRegistration(SERDES.registry()).registerAll();
  }

  static List<Topic<?, ?>> topics() {
    return Topics.all().stream().filter(Topic::hasSchemas).toList();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void shouldReadBackKeysAndValuesOfTopic(Topic<?, ?> topic) {
    try (Serde<? extends SpecificRecord> key = SERDES.key(topic.key())) {
      expectRoundTrip(topic, topic.key(), key);
    }
    for (Class<? extends SpecificRecord> type : topic.values()) {
      try (Serde<? extends SpecificRecord> value = SERDES.value(type)) {
        expectRoundTrip(topic, type, value);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void shouldPassTombstones(Topic<?, ?> topic) {
    try (Serde<? extends SpecificRecord> value = SERDES.value(topic.values().get(0))) {
      assertThat(value.serializer().serialize(topic.name(), null)).isNull();
      assertThat(value.deserializer().deserialize(topic.name(), null)).isNull();
    }
  }

  @Test
  void shouldNotRegisterSchemaWhileProducing() {
    AvroSerdes serdes = AvroSerdes.on("mock://empty");
    SpecificRecord record = records(Topics.EVENTS_GIT.key()).get(0);

    try (Serde<SpecificRecord> serde = serdes.key(SpecificRecord.class)) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> serde.serializer().serialize(Topics.EVENTS_GIT.name(), record))
            .isInstanceOf(SerializationException.class);
      }
    }
  }

  @SuppressWarnings("unchecked") // the records are made from the serde's class
  private static <T extends SpecificRecord> void expectRoundTrip(
      Topic<?, ?> topic, Class<? extends SpecificRecord> type, Serde<T> serde) {
    for (SpecificRecord record : records(type)) {
      byte[] bytes = serde.serializer().serialize(topic.name(), (T) record);

      assertThat(bytes[0]).as("magic byte of Confluent's wire format").isZero();
      assertThat(serde.deserializer().deserialize(topic.name(), bytes)).isEqualTo(record);
    }
  }

  private static List<SpecificRecord> records(Class<? extends SpecificRecord> type) {
    Schema schema = SpecificData.get().getSchema(type);
    return StreamSupport.stream(new RandomData(schema, RECORDS, SEED).spliterator(), false)
        .map(GenericRecord.class::cast)
        .peek(AvroSerdesTest::makeDecimalsOfBytes)
        .map(datum -> specific(schema, datum))
        .toList();
  }

  /** Bytes stand for decimals here, and those have at least one byte and few enough digits. */
  private static void makeDecimalsOfBytes(GenericRecord datum) {
    for (Schema.Field field : datum.getSchema().getFields()) {
      if (datum.get(field.pos()) instanceof ByteBuffer) {
        datum.put(field.pos(), ByteBuffer.wrap(new byte[] {42}));
      }
    }
  }

  private static SpecificRecord specific(Schema schema, Object datum) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      // Without conversions: random values are of the types below the logical ones.
      new GenericDatumWriter<>(schema, new GenericData()).write(datum, encoder);
      return new SpecificDatumReader<SpecificRecord>(schema)
          .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
