package dev.plumbline.oracle.delivery;

import dev.plumbline.event.PersonKey;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.Settings;
import dev.plumbline.settings.DefaultSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** The set of events, and the last word of the organisation on each of its subjects. */
final class Events {

  private final Set<SpecificRecord> events = new LinkedHashSet<>();
  private final Map<SpecificRecord, SpecificRecord> organisation = new HashMap<>();

  Events(Collection<Message> messages) {
    for (Message message : messages) {
      if (message.isOfOrganisation()) {
        organisation.put(message.key(), message.value());
      } else {
        events.add(message.value());
      }
    }
  }

  <T extends SpecificRecord> List<T> all(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<Repository> repositories() {
    return words(Repository.class);
  }

  List<Service> services() {
    return words(Service.class);
  }

  Settings settings() {
    return words(Settings.class).stream().findFirst().orElse(DefaultSettings.settings());
  }

  boolean knows(PersonKey account) {
    return organisation.get(account) != null;
  }

  private <T extends SpecificRecord> List<T> words(Class<T> type) {
    return organisation.values().stream()
        .filter(Objects::nonNull)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
