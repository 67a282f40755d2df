package dev.plumbline.oracle.delivery;

import dev.plumbline.organisation.EnvironmentName;
import dev.plumbline.organisation.EnvironmentType;
import dev.plumbline.organisation.IncidentRule;
import dev.plumbline.organisation.Settings;
import java.time.Duration;
import java.util.List;

/** What the organisation's settings say. */
record Rules(Settings settings) {

  String environment(String name) {
    for (EnvironmentName rule : settings.getEnvironmentNames()) {
      if (name.matches(rule.getPattern())) {
        return rule.getEnvironment();
      }
    }
    return name;
  }

  String typeOf(String environment) {
    for (EnvironmentType rule : settings.getEnvironmentTypes()) {
      if (environment.matches(rule.getPattern())) {
        return rule.getType();
      }
    }
    return environment;
  }

  Duration incidentWindow() {
    return Duration.ofSeconds(settings.getIncidentWindowSeconds());
  }

  boolean isIncident(String source, String queue, String kind, List<String> labels) {
    for (IncidentRule rule : settings.getIncidentRules()) {
      if ((rule.getSource() == null || rule.getSource().equals(source))
          && (rule.getQueue() == null || rule.getQueue().equals(queue))
          && (rule.getKind() == null || rule.getKind().equals(kind))
          && (rule.getLabel() == null || labels.contains(rule.getLabel()))) {
        return true;
      }
    }
    return false;
  }
}
