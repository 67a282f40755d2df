package dev.plumbline.streams.opsdemand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.streams.stage.StageProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class OpsDemandTopologyTest {

  /**
   * A renamed store or repartition topic strands the state of every installation, so the
   * description changes on purpose only: together with the expected file and the number of the
   * application.
   */
  @Test
  void shouldNotChangeTopologyUnintentionally() throws IOException {
    Topology topology =
        new OpsDemandTopology(AvroSerdes.on("mock://topology"), new StageProgress(), 1).get();
    try (var expected = getClass().getResourceAsStream("expected_topology.txt")) {
      assertThat(topology.describe().toString())
          .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void shouldComputeTheSameOnRocksDb() {
    OpsDemandHistory history = new OpsDemandHistory(4_711);
    try (OpsDemandDriver inMemory = new OpsDemandDriver();
        OpsDemandDriver onDisk = new OpsDemandDriver(Stores::persistentKeyValueStore)) {
      history.events().forEach(inMemory::send);
      history.shuffled(1).forEach(onDisk::send);
      inMemory.settle();
      onDisk.settle();
      assertThat(onDisk.state()).isNotEmpty().isEqualTo(inMemory.state());
    }
  }
}
