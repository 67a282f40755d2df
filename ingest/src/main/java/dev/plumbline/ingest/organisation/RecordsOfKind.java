package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.ingest.collection.LatestRecords;
import dev.plumbline.ingest.organisation.OrganisationResult.Counts;
import dev.plumbline.topic.Topic;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** Brings one topic, which nobody else writes, to what the file says. */
record RecordsOfKind<K extends SpecificRecord, V extends SpecificRecord>(
    Topic<K, V> topic, Function<K, String> name) {

  Counts send(Map<K, V> wanted, LatestRecords latest, EventSink sink) {
    Claims claims = new Claims(latest, sink, topic.name());
    Map<K, V> known = latest.all(topic);
    Set<String> names = wanted.keySet().stream().map(name).collect(Collectors.toSet());
    Map<K, V> changed =
        wanted.entrySet().stream()
            // This way round: Avro's own lists cannot compare the dates in what they hold.
            .filter(entry -> !entry.getValue().equals(known.get(entry.getKey())))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Set<K> gone =
        known.keySet().stream()
            .filter(key -> !wanted.containsKey(key) && claims.contains(name.apply(key)))
            .collect(Collectors.toSet());
    claims.add(names);
    changed.forEach((key, value) -> sink.send(topic, key, value));
    gone.forEach(key -> sink.remove(topic, key));
    claims.settle(names);
    return new Counts(wanted.size(), changed.size(), gone.size());
  }
}
