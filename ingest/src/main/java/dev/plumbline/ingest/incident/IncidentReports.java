package dev.plumbline.ingest.incident;

import dev.plumbline.ingest.payload.Field;
import dev.plumbline.ingest.payload.StrictJson;
import dev.plumbline.ingest.payload.UnusablePayloadException;
import dev.plumbline.validation.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** Reads a body of reports, one object or a list of them, and says everything that is wrong. */
public final class IncidentReports {

  private static final int MOST = 1_000;
  private static final int MOST_PROBLEMS = 50;

  private IncidentReports() {}

  /**
   * Reads the body.
   *
   * @throws InvalidInputException with what was expected, for each thing that is wrong
   */
  public static List<IncidentReport> read(byte[] body) {
    List<Field> objects = objects(body);
    if (objects.isEmpty() || objects.size() > MOST) {
      throw new InvalidInputException(
          List.of("Expected one to %d incidents, got %d".formatted(MOST, objects.size())));
    }
    List<IncidentReport> reports = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Field object : objects) {
      try {
        reports.add(new ReportReader(object).read());
      } catch (InvalidInputException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(shortened(problems));
    }
    return reports;
  }

  private static List<Field> objects(byte[] body) {
    try {
      return StrictJson.objects(body);
    } catch (UnusablePayloadException e) {
      throw new InvalidInputException(List.of(String.valueOf(e.getMessage())));
    }
  }

  private static List<String> shortened(List<String> problems) {
    if (problems.size() <= MOST_PROBLEMS) {
      return problems;
    }
    List<String> shortened = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
    shortened.add("and %d more".formatted(problems.size() - MOST_PROBLEMS));
    return shortened;
  }
}
