package dev.plumbline.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.dashboards.grafana.Interpolation.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacrosTest {

  private static final TimeRange RANGE =
      TimeRange.of("2024-01-02T03:04:05.120Z", "2024-02-03T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$__time(c)|c AS \"time\"",
        "$__timeEpoch(c)|extract(epoch from c) as \"time\"",
        "$__timeFilter(c)|c BETWEEN '2024-01-02T03:04:05.12Z' AND '2024-02-03T00:00:00Z'",
        "$__timeFrom()|'2024-01-02T03:04:05.12Z'",
        "$__timeTo()|'2024-02-03T00:00:00Z'",
        "$__timeGroup(c, '5m')|floor(extract(epoch from c)/300)*300",
        "$__timeGroupAlias(c, 1h, 0)|floor(extract(epoch from c)/3600)*3600 AS \"time\"",
        "$__unixEpochFilter(c)|c >= 1704164645 AND c <= 1706918400",
        "$__unixEpochGroup(c, 1d)|floor((c)/86400)*86400",
        "$__unixEpochFrom()|1704164645",
        "$__timeFilter(lower(c))|lower(c BETWEEN '2024-01-02T03:04:05.12Z' AND"
            + " '2024-02-03T00:00:00Z')",
      })
  void shouldExpandAsGrafanaDoes(String query, String expected) {
    assertThat(new Macros(RANGE).expand(query)).isEqualTo(expected);
  }

  @Test
  void shouldRefuseUnknownMacroAndMonths() {
    assertThatThrownBy(() -> new Macros(RANGE).expand("$__rate(c)"))
        .hasMessage("unknown macro \"__rate\"");
    assertThatThrownBy(() -> new Macros(RANGE).expand("$__timeGroup(c, '1M')"))
        .hasMessageContaining("months depend on today");
  }

  @Test
  void shouldDropCommentsOutsideOfQuotes() {
    assertThat(
            Macros.withoutComments(
                "select '--a', \"/*b*/\", $x$--c$x$ -- d ' \n, 1 /* e ' */ + 2 --f"))
        .isEqualTo("select '--a', \"/*b*/\", $x$--c$x$ \n, 1  + 2 ");
  }

  @Test
  void shouldQuoteNamesAndLeaveUnknownOnesAlone() {
    Interpolation interpolation =
        new Interpolation(
            RANGE,
            Map.of(
                "team", new Value(true, List.of("O'Brien", "100% $kind")),
                "kind", new Value(false, List.of("it's"))));

    assertThat(interpolation.apply("in ($team) = '$kind' [[kind]] ${kind} $other $__from"))
        .isEqualTo("in ('O''Brien','100% $kind') = 'it''s' it''s it''s $other 1704164645120");
    assertThatThrownBy(() -> interpolation.apply("${team:raw}")).hasMessageContaining(":raw");
  }

  @Test
  void shouldTellUndeclaredNames() {
    assertThat(Interpolation.undeclared("$a $b ${c} $__timeFilter(x) $__range", Set.of("a")))
        .containsExactly("__range", "b", "c");
  }
}
