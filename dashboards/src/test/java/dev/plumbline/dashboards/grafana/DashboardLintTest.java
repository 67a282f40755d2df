package dev.plumbline.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardLintTest {

  private static final Set<String> UIDS = uids();

  @Test
  void shouldFindNothingWrongWithTheDashboards() {
    assertThat(DashboardFile.all()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(DashboardFile.all())
        .allSatisfy(
            dashboard ->
                assertThat(DashboardLint.problems(dashboard, UIDS)).as(dashboard.name()).isEmpty());
  }

  @Test
  void shouldHaveUidsOfTheirOwn() {
    assertThat(DashboardFile.all().stream().map(DashboardLintTest::uid)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/schemaVersion|41|schemaVersion",
        "/editable|true|editable",
        "/uid|\"a-uid-that-is-longer-than-the-forty-that-fit\"|uid",
        "/uid|\"Upper\"|uid",
        "/id|7|id is given",
        "/title|\"\"|no title",
        "/description|\" \"|no description",
        "/timezone|\"browser\"|UTC",
        "/panels/2/id|2|taken",
        "/panels/2/type|\"marcusolsson-calendar-panel\"|plugin",
        "/panels/2/description|\"\"|no description",
        "/panels/2/fieldConfig/defaults/unit|\"\"|no unit",
        "/panels/2/fieldConfig/defaults/noValue|\"\"|no value",
        "/panels/2/repeat|\"team\"|repeated",
        "/panels/2/targets|[]|asks nothing",
        "/panels/2/gridPos/x|23|within the grid",
        "/panels/2/gridPos/x|1|overlaps",
        "/panels/2/datasource/uid|\"plumbline-postgres\"|cannot be chosen",
        "/panels/2/targets/0/datasource|{\"uid\":\"x\"}|cannot be chosen",
        "/templating/list/0/type|\"custom\"|first variable",
        "/templating/list/3/includeAll|false|go together",
        "/templating/list/1/includeAll|true|go together",
        "/templating/list/3/allValue|\"x\"|allValue",
        "/templating/list/3/name|\"nobody\"|not used",
        "/templating/list/3/query|\"select 1 -- all\"|comment",
        "/links/0/url|\"/d/elsewhere\"|leads nowhere",
        "/panels/2/targets/0/rawSql|\"\"|is empty",
        "/panels/2/targets/0/rawSql|\"select 1 /* one */\"|comment",
        "/panels/2/targets/0/rawSql|\"select $__timeFilter(lower(c))\"|first bracket",
        "/panels/2/targets/0/rawSql|\"select 1 in (${team:csv})\"|braces",
        "/panels/2/targets/0/rawSql|\"select team = $team\"|expected in ($list)",
        "/panels/2/targets/0/rawSql|\"select '$team'\"|expected in ($list)",
        "/panels/2/targets/0/rawSql|\"select $grain\"|'$single'",
      })
  void shouldFindWhatIsWrong(String place, String value, String problem)
      throws JsonProcessingException {
    DashboardFile delivery =
        DashboardFile.all().stream()
            .filter(dashboard -> dashboard.name().equals("delivery.json"))
            .findFirst()
            .orElseThrow();

    assertThat(DashboardLint.problems(with(delivery, place, value), UIDS))
        .anySatisfy(found -> assertThat(found).contains(problem));
  }

  private static DashboardFile with(DashboardFile dashboard, String place, String value)
      throws JsonProcessingException {
    JsonNode json = dashboard.json().deepCopy();
    JsonPointer pointer = JsonPointer.compile(place);
    JsonNode parent = json.at(pointer.head());
    JsonNode replacement = new ObjectMapper().readTree(value);
    if (parent instanceof ArrayNode array) {
      array.set(pointer.last().getMatchingIndex(), replacement);
    } else {
      ((ObjectNode) parent).set(pointer.last().getMatchingProperty(), replacement);
    }
    return new DashboardFile(dashboard.name(), json);
  }

  private static Set<String> uids() {
    List<DashboardFile> dashboards = DashboardFile.all();
    return dashboards.stream().map(DashboardLintTest::uid).collect(Collectors.toSet());
  }

  private static String uid(DashboardFile dashboard) {
    return dashboard.json().path("uid").asText();
  }
}
