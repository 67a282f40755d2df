package dev.plumbline.dashboards.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {

  private static final List<Period> PERIODS =
      List.of(
          new Period("Jan", "January", false),
          new Period("Feb", "February", false),
          new Period("Mar", "March", true));
  private static final List<String> SENTENCES = List.of("a", "<b>", "c");

  @ParameterizedTest
  @CsvSource({
    "0, true, 1, 1",
    "3, true, 1, 3",
    "7, true, 2, 4",
    "271, true, 100, 3",
    "0.4, true, 1, 1",
    "0.4, false, 0.1, 4",
    "15.9, false, 5, 4",
    "1000000, true, 200000, 5",
    "10, false, 2, 5"
  })
  void shouldEndAxisOnRoundNumberAboveAllValues(
      double greatest, boolean whole, double step, long steps) {
    Axis axis = Axis.upTo(greatest, whole);
    assertThat(axis.step()).isEqualTo(step, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(axis.steps()).isEqualTo(steps);
  }

  @Test
  void shouldStackSeriesToTheirSum() {
    String svg =
        bars(new Series("one", List.of(1.0, 2.0, 0.0)), new Series("two", List.of(3.0, 2.0, 4.0)));
    // Four is the top of the axis: both stacks are as high as the third bar.
    assertThat(svg)
        .contains("class=\"s1\"", "class=\"s2\"", "class=\"s2 partial\"")
        .doesNotContain("class=\"s1 partial\"");
    assertThat(svg.split("y=\"22\"", -1)).hasSize(1 + 3 + PERIODS.size());
  }

  @Test
  void shouldDrawTheSameTwice() {
    Series series = new Series("one", List.of(1.0, 2.0, 3.0));
    assertThat(bars(series)).isEqualTo(bars(series));
  }

  @Test
  void shouldEscapeWhatItSays() {
    assertThat(bars(new Series("one", List.of(1.0, 2.0, 3.0))))
        .contains("<title id=\"x-title\">&lt;title&gt;</title>", "data-said=\"&lt;b>\"")
        .doesNotContain("<b>");
  }

  private static String bars(Series... series) {
    return new BarChart(plot("<title>", List.of(), List.of()), List.of(series), List.of())
        .draw()
        .toString();
  }

  private static Plot plot(String title, List<Marker> markers, List<Shade> shades) {
    return new Plot("x", title, "d", "n", PERIODS, markers, shades, SENTENCES);
  }

  @Test
  void shouldStackPointsSoThatTheirHeightCountsThem() {
    String svg =
        new BarChart(
                plot("t", List.of(), List.of()),
                List.of(new Series("one", List.of(2.0, 0.0, 1.0))),
                List.of(
                    new Point(0.25, 1, "v1 failed"),
                    new Point(0.5, 1, "<v2> failed"),
                    new Point(1.5, 4, "4 failed"),
                    new Point(7, 1, "outside")))
            .draw()
            .toString();

    // Four points in one period are the top of the axis, two stand at its half.
    assertThat(svg)
        .contains(
            "cx=\"%s\" cy=\"114\"".formatted(Frame.number(46 + 0.5 * 584 / 3)),
            "cy=\"22\" r=\"4.2\" data-said=\"4 failed\"",
            "<title>&lt;v2&gt; failed</title>")
        .doesNotContain("outside");
  }

  @Test
  void shouldShadeWhatReachesIntoTheAxis() {
    String svg =
        new LineChart(
                plot(
                    "t",
                    List.of(),
                    List.of(
                        new Shade(-5, 1, "Baseline", "Baseline, all of it"),
                        new Shade(1, 1.1, "Roll-out", "Roll-out <2>"),
                        new Shade(4, 9, "Later", "Later"))),
                List.of(
                    new Series("one", Arrays.asList(1.0, null, 3.0)),
                    new Series("two", List.of(2.0, 2.0, 2.0))))
            .draw()
            .toString();

    assertThat(svg)
        .contains(
            "<title>Baseline, all of it</title>",
            ">Baseline</text>",
            "<title>Roll-out &lt;2&gt;</title>",
            "class=\"t2\"")
        .doesNotContain("Later", ">Roll-out<", "NaN", "null");
    assertThat(svg.split("class=\"shade p", -1)).hasSize(3);
    assertThat(svg.split("<path class=\"t1\"", -1)).hasSize(3);
  }

  @Test
  void shouldLeaveGapWhereThereIsNoValue() {
    Series line = new Series("median", Arrays.asList(1.0, null, 2.0));
    String svg =
        new BandChart(
                plot("t", List.of(new Marker(1.5, "adopted"), new Marker(9, "outside")), List.of()),
                line,
                line,
                line)
            .draw()
            .toString();
    assertThat(svg.split("class=\"middle\"", -1)).hasSize(3);
    assertThat(svg.split("<circle", -1)).hasSize(3);
    assertThat(svg).contains("adopted").doesNotContain("outside", "NaN", "null");
  }

  @Test
  void shouldDrawSparklineOfNothing() {
    assertThat(Sparkline.of(new Series("x", Arrays.asList(null, null))).toString())
        .doesNotContain("<path");
    assertThat(Sparkline.of(new Series("x", List.of(5.0))).toString()).contains("<circle");
  }
}
