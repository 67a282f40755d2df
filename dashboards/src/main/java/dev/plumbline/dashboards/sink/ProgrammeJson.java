package dev.plumbline.dashboards.sink;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plumbline.organisation.Cohort;
import dev.plumbline.organisation.KnownEvent;
import dev.plumbline.organisation.Phase;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lists of a programme as JSON arrays, with the names that the views read them by. */
final class ProgrammeJson {

  private ProgrammeJson() {}

  static String phases(List<Phase> phases) {
    return Statements.array(
        phases,
        (phase, json) -> {
          json.writeStringField("phase", phase.getPhase());
          day("from", phase.getFrom(), json);
          day("to", phase.getTo(), json);
        });
  }

  static String cohorts(List<Cohort> cohorts) {
    return Statements.array(
        cohorts,
        (cohort, json) -> {
          json.writeStringField("cohort", cohort.getCohort());
          json.writeArrayFieldStart("teams");
          for (String team : cohort.getTeams()) {
            json.writeString(team);
          }
          json.writeEndArray();
          day("adopted", cohort.getAdopted(), json);
          day("planned", cohort.getPlanned(), json);
          json.writeStringField("selection", cohort.getSelection());
          Boolean mandated = cohort.getMandated();
          if (mandated != null) {
            json.writeBooleanField("mandated", mandated);
          }
        });
  }

  static String knownEvents(List<KnownEvent> events) {
    return Statements.array(
        events,
        (event, json) -> {
          day("from", event.getFrom(), json);
          day("to", event.getTo(), json);
          json.writeStringField("what", event.getWhat());
          json.writeStringField("affects", event.getAffects());
        });
  }

  private static void day(String name, @Nullable LocalDate day, JsonGenerator json)
      throws IOException {
    json.writeStringField(name, day == null ? null : day.toString());
  }
}
