package dev.plumbline.ingest;

import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.ingest.source.Source;
import dev.plumbline.ingest.source.SourceKind;
import dev.plumbline.ingest.source.Sources;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Who reads the deliveries of which kind of source. */
final class Mappers {

  private Mappers() {}

  /** One mapper for each kind. */
  static Map<SourceKind, DeliveryMapper> all(Pseudonyms pseudonyms) {
    Map<SourceKind, DeliveryMapper> mappers = new EnumMap<>(SourceKind.class);
    for (SourceKind kind : SourceKind.values()) {
      mappers.put(kind, delivery -> new Mapping.Unusable("Expected a mapper of " + kind.id()));
    }
    return mappers;
  }

  /** The mapper of each source, by its id. */
  static Map<String, DeliveryMapper> bySource(
      Sources sources, Map<SourceKind, DeliveryMapper> mappers) {
    Map<String, DeliveryMapper> bySource = new HashMap<>();
    for (Source source : sources.all()) {
      DeliveryMapper mapper = mappers.get(source.kind());
      if (mapper == null) {
        throw new IllegalStateException("Expected a mapper of " + source.kind().id());
      }
      bySource.put(source.id(), mapper);
    }
    return bySource;
  }
}
