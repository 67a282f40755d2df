package dev.plumbline.dashboards.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dashboards.store.Figure;
import dev.plumbline.metric.Grain;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private static final LocalDate BEGIN = LocalDate.of(2025, 1, 1);

  @Test
  void shouldCompareLastThreeFullMonthsWithFirstThree() {
    Span span = span("2025-09-10");
    // January is where the data begin, September is running: neither is compared.
    Answer answer =
        Answer.of(
            List.of(
                course(Metric.DEPLOYMENT_FREQUENCY, span, 99, 1, 2, 3, 0, 8, 9, 10, 0),
                course(
                    Metric.CHANGE_LEAD_TIME,
                    span,
                    9,
                    259200,
                    345600,
                    172800,
                    5,
                    86400,
                    90000,
                    43200,
                    1),
                course(Metric.TICKETS_RECEIVED, span, 1, 5, 5, 5, 5, 4, 3, 3, 0)));

    assertThat(answer.sentence())
        .isEqualTo(
            "Deployments rose from 2 to 9 a month; the monthly median change lead time fell from"
                + " 2.0–4.0 days to 0.5–1.0 days; tickets received fell from 5 to 3.3 a month.");
    assertThat(answer.caveat())
        .startsWith("Jun–Aug 2025 compared with Feb–Apr 2025: n = 6 and 27 deployments, ")
        .endsWith("other causes are not excluded.");
  }

  @Test
  void shouldSayThatThereIsNotEnough() {
    Span span = span("2025-07-01");
    Answer answer = Answer.of(List.of(course(Metric.DEPLOYMENT_FREQUENCY, span, 1, 2, 3, 4, 5, 6)));

    assertThat(answer.sentence()).isEqualTo("Not enough data for a comparison yet.");
    assertThat(answer.caveat()).contains("It takes 6 full months; there are 5 in the range shown.");
  }

  @Test
  void shouldNotCompareMediansThatOverlap() {
    Span span = span("2025-09-01");
    Answer answer =
        Answer.of(
            List.of(
                course(Metric.CHANGE_LEAD_TIME, span, 9, 7200, 7200, 10800, 5, 3600, 7200, 10800)));
    assertThat(answer.sentence())
        .isEqualTo("The monthly median change lead time went from 2.0–3.0 hours to 1.0–3.0 hours.");
  }

  private static Span span(String asOf) {
    LocalDate day = LocalDate.parse(asOf);
    return Span.of(
        new Question(
            ScopeKind.TEAM, "x", "production", Grain.MONTH, null, null, day, day, Map.of()),
        Grain.MONTH,
        BEGIN);
  }

  private static Course course(Metric metric, Span span, long... values) {
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      BigDecimal value = BigDecimal.valueOf(values[i]);
      figures.add(
          new Figure(
              metric.id(),
              metric.definition(),
              BEGIN.plusMonths(i),
              values[i],
              0,
              Map.of(),
              value,
              value,
              value,
              value,
              Map.of(),
              null));
    }
    return Course.of(metric, span, figures);
  }
}
