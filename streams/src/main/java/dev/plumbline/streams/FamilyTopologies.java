package dev.plumbline.streams;

import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.streams.delivery.DeliveryTopology;
import dev.plumbline.streams.opsdemand.OpsDemandTopology;
import dev.plumbline.streams.stage.StageProgress;
import dev.plumbline.topic.Family;
import org.apache.kafka.streams.Topology;

/** The topology of each family that is computed. */
final class FamilyTopologies {

  private FamilyTopologies() {}

  static Topology of(Family family, int generation, AvroSerdes serdes, StageProgress progress) {
    return switch (family) {
      case DELIVERY -> new DeliveryTopology(serdes, progress, generation).get();
      case OPS_DEMAND -> new OpsDemandTopology(serdes, progress, generation).get();
      case ORGANISATION -> throw new IllegalArgumentException(family + " has no application");
    };
  }
}
