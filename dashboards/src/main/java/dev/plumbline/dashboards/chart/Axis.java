package dev.plumbline.dashboards.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * A vertical axis from nought to a round number at or above the greatest value.
 *
 * @param step distance of two lines of the grid
 * @param steps how many there are
 */
record Axis(double step, long steps) {

  private static final int MOST_STEPS = 5;
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};

  /**
   * The axis for values.
   *
   * @param whole whether the values are counts, which have no fractions to show
   */
  static Axis upTo(double greatest, boolean whole) {
    if (!(greatest > 0)) {
      return new Axis(1, 1);
    }
    double rough = greatest / MOST_STEPS;
    double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = magnitude * 10;
    for (double round : ROUND) {
      if (round * magnitude >= rough * 0.999_999) {
        step = round * magnitude;
        break;
      }
    }
    step = whole ? Math.max(1, Math.ceil(step)) : step;
    return new Axis(step, Math.max(1, (long) Math.ceil(greatest / step - 1e-9)));
  }

  double top() {
    return step * steps;
  }

  List<Double> lines() {
    return LongStream.rangeClosed(0, steps).mapToObj(line -> line * step).toList();
  }

  static String label(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : String.format(Locale.ROOT, "%.2f", value).replaceAll("0+$", "");
  }
}
