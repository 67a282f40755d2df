package dev.plumbline.dashboards.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SinkMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicLong nanos = new AtomicLong();
  private final SinkMeters meters = new SinkMeters(Family.DELIVERY, 1, registry, nanos::get);

  @Test
  void shouldAgeFromTheStartUntilEverythingIsThere() {
    pass(60);
    assertThat(secondsBehind()).isEqualTo(60);
    meters.behind(5);
    assertThat(secondsBehind()).isEqualTo(60);

    meters.behind(0);
    assertThat(secondsBehind()).isZero();
  }

  @Test
  void shouldNotAgeUnderSteadyLoad() {
    meters.behind(0);
    for (int look = 0; look < 10; look++) {
      pass(5);
      write(100);
      meters.behind(7);
    }

    assertThat(secondsBehind()).isEqualTo(5);
  }

  @Test
  void shouldAgeWhileRecordsWaitForLonger() {
    meters.behind(0);
    for (int look = 0; look < 10; look++) {
      pass(5);
      write(1);
      meters.behind(1_000 + look);
    }

    // The first look found everything there that had been there before.
    assertThat(secondsBehind()).isEqualTo(50);
  }

  private void pass(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private void write(int records) {
    String topic = Topics.FACTS_CHANGES.name();
    List<ConsumerRecord<byte[], byte[]>> batch =
        IntStream.range(0, records)
            .mapToObj(offset -> new ConsumerRecord<>(topic, 0, offset, new byte[0], new byte[0]))
            .toList();
    meters.written(new ConsumerRecords<>(Map.of(new TopicPartition(topic, 0), batch), Map.of()), 0);
  }

  private double secondsBehind() {
    return registry.get("plumbline.sink.behind").timeGauge().value(TimeUnit.SECONDS);
  }
}
