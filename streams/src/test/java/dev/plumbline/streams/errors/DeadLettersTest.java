package dev.plumbline.streams.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

  private final AtomicInteger counted = new AtomicInteger();

  @Test
  void shouldCountWhatCannotBeRead() {
    try (TopologyTestDriver driver = driver(value -> {})) {
      TestInputTopic<String, String> topic = topic(driver);
      topic.pipeInput("key", "four");
      topic.pipeInput("key", "longer than an integer");
    }

    assertThat(counted).hasValue(1);
  }

  @Test
  void shouldCountInvalidEvents() {
    try (TopologyTestDriver driver =
        driver(
            value -> {
              throw new InvalidEventException("no such thing");
            })) {
      topic(driver).pipeInput("key", "four");
    }

    assertThat(counted).hasValue(1);
  }

  @Test
  void shouldNotCountWhatStopsTheApplication() {
    try (TopologyTestDriver driver =
        driver(
            value -> {
              throw new IllegalStateException("a mistake of ours");
            })) {
      TestInputTopic<String, String> topic = topic(driver);
      assertThatThrownBy(() -> topic.pipeInput("key", "four")).hasStackTraceContaining("of ours");
    }

    assertThat(counted).hasValue(0);
  }

  private interface Work {
    void on(Integer value);
  }

  private TopologyTestDriver driver(Work work) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("in", Consumed.with(Serdes.String(), Serdes.Integer()))
        .foreach((key, value) -> work.on(value));
    Properties properties = new Properties();
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        UnreadableRecordHandler.class);
    properties.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, InvalidEventHandler.class);
    properties.put(DeadLetters.CONFIGURATION, (DeadLetters) counted::incrementAndGet);
    return new TopologyTestDriver(builder.build(), properties);
  }

  private static TestInputTopic<String, String> topic(TopologyTestDriver driver) {
    return driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
  }
}
