package dev.plumbline.ingest;

import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.github.GithubMapper;
import dev.plumbline.ingest.incident.IncidentsMapper;
import dev.plumbline.ingest.jira.JiraMapper;
import dev.plumbline.ingest.pagerduty.PagerDutyMapper;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.ingest.source.Source;
import dev.plumbline.ingest.source.SourceKind;
import dev.plumbline.ingest.source.Sources;
import dev.plumbline.settings.HotfixRules;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Who reads the deliveries of which kind of source. */
final class Mappers {

  private Mappers() {}

  /** One mapper for each kind. */
  static Map<SourceKind, DeliveryMapper> all(Pseudonyms pseudonyms, Supplier<HotfixRules> rules) {
    return Map.of(
        SourceKind.GITHUB,
        new GithubMapper(pseudonyms, rules),
        SourceKind.JIRA,
        new JiraMapper(pseudonyms),
        SourceKind.PAGERDUTY,
        new PagerDutyMapper(),
        SourceKind.INCIDENTS,
        new IncidentsMapper());
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
