package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.collection.EventSink;
import dev.plumbline.ingest.collection.LatestRecords;
import dev.plumbline.ingest.organisation.OrganisationResult.Counts;
import dev.plumbline.organisation.Settings;
import dev.plumbline.organisation.SettingsKey;
import dev.plumbline.topic.Topics;
import java.util.Map;

/** Brings the settings onto every partition of their topic, for every task must have them. */
final class SettingsRecords {

  private SettingsRecords() {}

  static Counts send(Settings wanted, LatestRecords latest, EventSink sink) {
    Map<SettingsKey, Settings> known = latest.all(Topics.ORGANISATION_SETTINGS);
    int partitions = Topics.ORGANISATION_SETTINGS.partitions();
    int sent = 0;
    for (int partition = 0; partition < partitions; partition++) {
      SettingsKey key = new SettingsKey(partition);
      if (!wanted.equals(known.get(key))) {
        sink.send(Topics.ORGANISATION_SETTINGS, partition, key, wanted);
        sent++;
      }
    }
    sink.flush();
    return new Counts(partitions, sent, 0);
  }
}
