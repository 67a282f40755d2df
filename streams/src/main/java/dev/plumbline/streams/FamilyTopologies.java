package dev.plumbline.streams;

import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.streams.delivery.DeliveryTopology;
import dev.plumbline.streams.stage.StageProgress;
import dev.plumbline.topic.Family;
import java.util.List;
import org.apache.kafka.streams.Topology;

/** The topology of each family that is computed. */
final class FamilyTopologies {

  /** Families that have an application. */
  static final List<Family> COMPUTED = List.of(Family.DELIVERY);

  private FamilyTopologies() {}

  static Topology of(Family family, int generation, AvroSerdes serdes, StageProgress progress) {
    return switch (family) {
      case DELIVERY -> new DeliveryTopology(serdes, progress, generation).get();
      case OPS_DEMAND, ORGANISATION ->
          throw new IllegalArgumentException(family + " has no application");
    };
  }
}
