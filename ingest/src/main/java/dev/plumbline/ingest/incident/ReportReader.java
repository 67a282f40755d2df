package dev.plumbline.ingest.incident;

import dev.plumbline.event.IncidentLinks;
import dev.plumbline.event.IncidentState;
import dev.plumbline.ingest.payload.Field;
import dev.plumbline.ingest.payload.UnusablePayloadException;
import dev.plumbline.validation.Problems;
import dev.plumbline.validation.Suggestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one report, collecting what is wrong with it. Used once. */
final class ReportReader {

  private static final List<String> FIELDS =
      List.of(
          "id",
          "service",
          "environment",
          "started_at",
          "resolved_at",
          "state",
          "severity",
          "causes",
          "updated_at",
          "deleted");
  private static final List<String> CAUSES = List.of("deployments", "commits", "versions");
  private static final Map<String, IncidentState> STATES =
      Map.of("open", IncidentState.OPEN, "resolved", IncidentState.RESOLVED);
  private static final int MOST_CAUSES = 100;
  private static final int SHOWN_OF_NAME = 64;

  private final Field report;
  private final Problems problems = new Problems();

  ReportReader(Field report) {
    this.report = report;
  }

  /**
   * The report.
   *
   * @throws dev.plumbline.validation.InvalidInputException with everything that is wrong
   */
  IncidentReport read() {
    refuseUnknown(report, FIELDS);
    String id = checked(() -> report.at("id").requireId());
    Instant startedAt = checked(() -> report.at("started_at").time());
    Instant resolvedAt = checked(() -> report.at("resolved_at").time());
    Instant updatedAt = checked(() -> report.at("updated_at").time());
    IncidentState state = checked(() -> state(report.at("state"), resolvedAt));
    Instant version = updatedAt == null ? latest(startedAt, resolvedAt) : updatedAt;
    problems.require(
        version != null || isAnyTimeGiven(),
        "Expected " + path("updated_at") + ", or another time that says when this is true");
    problems.require(
        startedAt == null || resolvedAt == null || !resolvedAt.isBefore(startedAt),
        "Expected " + path("resolved_at") + " not to be before started_at");
    IncidentReport read =
        new IncidentReport(
            Objects.requireNonNullElse(id, ""),
            version == null ? 0 : version.toEpochMilli(),
            checked(() -> report.at("service").text()),
            checked(() -> report.at("environment").text()),
            state,
            startedAt,
            resolvedAt,
            checked(() -> causes(report.at("causes"))),
            checked(() -> report.at("severity").word()),
            checked(() -> report.at("deleted").flag()));
    problems.throwIfAny();
    return read;
  }

  private <T> @Nullable T checked(Supplier<@Nullable T> reading) {
    try {
      return reading.get();
    } catch (UnusablePayloadException e) {
      problems.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void refuseUnknown(Field object, List<String> known) {
    for (String name : object.names()) {
      problems.require(
          known.contains(name),
          "Unknown field " + shown(object, name) + Suggestion.forUnknown(name, known));
    }
  }

  /** Who is told sent it; a name without end would still be a long answer. */
  private static String shown(Field object, String name) {
    String cut = name.length() > SHOWN_OF_NAME ? name.substring(0, SHOWN_OF_NAME) + "..." : name;
    return object.path().isEmpty() ? cut : object.path() + "." + cut;
  }

  private String path(String name) {
    return report.path().isEmpty() ? name : report.path() + "." + name;
  }

  private boolean isAnyTimeGiven() {
    return Stream.of("started_at", "resolved_at", "updated_at")
        .anyMatch(name -> report.at(name).isPresent());
  }

  private static @Nullable Instant latest(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isAfter(b) ? a : b;
  }

  /** Without a word of it a resolution says that it is resolved. */
  private static @Nullable IncidentState state(Field field, @Nullable Instant resolvedAt) {
    String word = field.word();
    if (word == null) {
      return resolvedAt == null ? null : IncidentState.RESOLVED;
    }
    IncidentState state = STATES.get(word);
    if (state == null) {
      throw field.unexpected("open or resolved");
    }
    if (state == IncidentState.OPEN && resolvedAt != null) {
      throw field.unexpected("resolved, since resolved_at is there");
    }
    return state;
  }

  private @Nullable IncidentLinks causes(Field causes) {
    if (!causes.isPresent()) {
      return null;
    }
    refuseUnknown(causes.requireObject(), CAUSES);
    return IncidentLinks.newBuilder()
        .setDeployments(texts(causes.at("deployments"), Field::requireText))
        .setCommits(texts(causes.at("commits"), Field::requireSha))
        .setVersions(texts(causes.at("versions"), Field::requireText))
        .build();
  }

  private List<String> texts(Field list, Function<Field, String> reading) {
    List<String> texts = new ArrayList<>();
    List<Field> items = checked(list::items);
    if (items == null || items.size() > MOST_CAUSES) {
      problems.require(
          items == null, "Expected at most %d entries of %s".formatted(MOST_CAUSES, list.path()));
      return texts;
    }
    for (Field item : items) {
      String text = checked(() -> reading.apply(item));
      if (text != null) {
        texts.add(text);
      }
    }
    return texts.stream().distinct().sorted().toList();
  }
}
