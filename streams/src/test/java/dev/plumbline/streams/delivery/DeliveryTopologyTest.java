package dev.plumbline.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.history.DeliveryHistory;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.streams.stage.StageProgress;
import dev.plumbline.topic.Family;
import dev.plumbline.topic.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class DeliveryTopologyTest {

  /**
   * A renamed store or repartition topic strands the state of every installation, so the
   * description changes on purpose only: together with the expected file and the number of the
   * application.
   */
  @Test
  void shouldNotChangeTopologyUnintentionally() throws IOException {
    Topology topology =
        new DeliveryTopology(AvroSerdes.on("mock://topology"), new StageProgress()).get();
    try (var expected = getClass().getResourceAsStream("expected_topology.txt")) {
      assertThat(topology.describe().toString())
          .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void shouldComputeTheSameOnRocksDb() {
    DeliveryHistory history = new DeliveryHistory(4_711);
    try (DeliveryDriver inMemory = new DeliveryDriver();
        DeliveryDriver onDisk = new DeliveryDriver(Stores::persistentKeyValueStore)) {
      history.inOrder().forEach(inMemory::send);
      history.shuffled(1).forEach(onDisk::send);
      inMemory.settle();
      onDisk.settle();
      assertThat(onDisk.state()).isNotEmpty().isEqualTo(inMemory.state());
    }
  }

  @Test
  void shouldComputeTheSameIntoTopicsOfNextGeneration() {
    DeliveryHistory history = new DeliveryHistory(1_234);
    try (DeliveryDriver first = new DeliveryDriver();
        DeliveryDriver second = new DeliveryDriver(2, Stores::inMemoryKeyValueStore)) {
      history.inOrder().forEach(first::send);
      history.shuffled(7).forEach(second::send);
      first.settle();
      second.settle();
      assertThat(second.written())
          .filteredOn(topic -> topic.startsWith("plumbline."))
          .containsExactlyInAnyOrderElementsOf(
              Family.DELIVERY.outputs(2).stream().map(Topic::name).toList());
      assertThat(second.state()).isNotEmpty().isEqualTo(first.state());
    }
  }
}
