package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.store.Figure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What speaks for it that a deployment failed, or that it was not planned. A reader can leave out
 * any class of it.
 */
public enum Evidence {
  FAILED_STATUS("its source says so"),
  ROLLBACK("it was rolled back"),
  REVERT("a change of it was reverted"),
  HOTFIX("a hotfix followed"),
  LINKED_INCIDENT("an incident names it"),
  TIME_WINDOW("an incident began soon after it"),
  INCIDENT_RESPONSE("it ended an incident");

  /** The parameter that has what is left out. */
  static final String PARAMETER = "without";

  private static final Set<String> RATES =
      Set.of(Metric.CHANGE_FAIL_RATE.id(), Metric.REWORK_RATE.id());

  private final String meaning;

  Evidence(String meaning) {
    this.meaning = meaning;
  }

  /** Its name in rows and parameters. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String meaning() {
    return meaning;
  }

  /** The names of all. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Evidence::id).toList();
  }

  /** What is left out, from the parameters as they were given. */
  static Set<String> leftOut(Map<String, String> given) {
    String names = given.getOrDefault(PARAMETER, "");
    return names.isEmpty() ? Set.of() : Set.of(names.split(","));
  }

  /** Whether a deployment with these classes counts. */
  static boolean counts(Collection<String> classes, Set<String> leftOut) {
    return !leftOut.containsAll(classes);
  }

  /** A rate without what is left out; any other figure as it is. */
  static Figure without(Set<String> leftOut, Figure figure) {
    if (leftOut.isEmpty() || !RATES.contains(figure.metric()) || figure.n() == 0) {
      return figure;
    }
    Map<String, Long> parts =
        figure.parts().entrySet().stream()
            .filter(part -> counts(List.of(part.getKey().split("\\+")), leftOut))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    return figure.with(parts, rate(sum(parts), figure.n()));
  }

  private static BigDecimal rate(long counted, long finished) {
    return BigDecimal.valueOf(100 * counted)
        .divide(BigDecimal.valueOf(finished), 2, RoundingMode.HALF_UP);
  }

  /** How many deployments the parts of a rate are. */
  static long sum(Map<String, Long> parts) {
    return parts.values().stream().mapToLong(count -> count).sum();
  }
}
