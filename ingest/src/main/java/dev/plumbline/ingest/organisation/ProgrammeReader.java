package dev.plumbline.ingest.organisation;

import static dev.plumbline.ingest.organisation.Names.NAME;
import static dev.plumbline.ingest.organisation.Names.NAME_RULE;
import static dev.plumbline.ingest.organisation.Names.TEXT;
import static dev.plumbline.ingest.organisation.Names.TEXT_RULE;

import dev.plumbline.ingest.organisation.OrganisationFile.CohortEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.EventEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.ProgrammeEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.Window;
import dev.plumbline.ingest.yaml.Section;
import dev.plumbline.ingest.yaml.YamlNode;
import dev.plumbline.validation.Problems;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the platform programme. */
final class ProgrammeReader {

  /** In the order in which they follow each other. */
  private static final List<String> PHASES =
      List.of("discovery", "integration", "deployment", "adoption_prep");

  private static final List<String> SELECTIONS =
      List.of("volunteered", "chosen", "randomised_order");
  private static final int MOST_WEEKS = 52;

  private final Problems problems;

  ProgrammeReader(Problems problems) {
    this.problems = problems;
  }

  @Nullable ProgrammeEntry read(Section file) {
    Section programme =
        file.section(
            "programme",
            "the programme",
            "phases",
            "baseline_window",
            "ramp_up_weeks",
            "cohorts",
            "known_events");
    if (programme == null) {
      return null;
    }
    programme.wholeNumber("ramp_up_weeks", 0, MOST_WEEKS);
    return new ProgrammeEntry(
        programme.line(),
        phases(programme),
        window(programme, "baseline_window", "the baseline window"),
        programme.list("cohorts", this::cohort),
        programme.list("known_events", this::event));
  }

  private List<Window> phases(Section programme) {
    Section section = programme.section("phases", "the phases", PHASES.toArray(String[]::new));
    List<Window> phases = new ArrayList<>();
    if (section != null) {
      for (String phase : PHASES) {
        Window window = window(section, phase, "a phase");
        if (window != null) {
          phases.add(window);
        }
      }
    }
    return phases;
  }

  private @Nullable Window window(Section section, String key, String what) {
    Section window = section.section(key, what, "from", "to");
    if (window == null) {
      return null;
    }
    LocalDate from = window.requiredDate("from");
    LocalDate to = window.requiredDate("to");
    return from == null || to == null
        ? null
        : ordered(window, new Window(section.line(key), key, from, to));
  }

  private static Window ordered(Section section, Window window) {
    if (window.to() != null && window.to().isBefore(window.from())) {
      section.wrong(
          section.line(),
          "expected \"to\" not before \"from\", got %s and %s"
              .formatted(window.to(), window.from()));
    }
    return window;
  }

  private @Nullable CohortEntry cohort(YamlNode node) {
    Section cohort =
        Section.of(
            node,
            "a cohort",
            problems,
            "id",
            "teams",
            "adopted",
            "planned",
            "selection",
            "mandated");
    if (cohort == null) {
      return null;
    }
    cohort.require(cohort.has("teams"), "teams", "expected the teams of a cohort as \"teams\"");
    return new CohortEntry(
        cohort.line(),
        cohort.name("id", NAME, NAME_RULE),
        cohort.listOfNames("teams", NAME, NAME_RULE),
        cohort.date("adopted"),
        cohort.date("planned"),
        cohort.oneOf("selection", SELECTIONS),
        cohort.flag("mandated"));
  }

  private @Nullable EventEntry event(YamlNode node) {
    Section event = Section.of(node, "a known event", problems, "from", "to", "what", "affects");
    if (event == null) {
      return null;
    }
    LocalDate from = event.requiredDate("from");
    LocalDate to = event.date("to");
    String what = event.name("what", TEXT, TEXT_RULE);
    String affects = event.has("affects") ? event.name("affects", NAME, NAME_RULE) : "all";
    if (from == null) {
      return null;
    }
    ordered(event, new Window(event.line(), what, from, to));
    return new EventEntry(event.line(), from, to, what, affects);
  }
}
