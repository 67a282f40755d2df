package dev.plumbline.dashboards.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.store.DoraMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DefinitionsTest {

  @ParameterizedTest
  @EnumSource
  void shouldDefineEveryMetricOnThePage(Metric metric) {
    String html = Element.element("div").add(Definitions.load().markup()).toString();
    assertThat(html).contains("id=\"" + metric.definition() + "\"");
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellSectionOfEveryDefinition(DoraMetric metric) {
    assertThat(DefinitionText.of(metric.definition()))
        .startsWith("##")
        .contains("`" + metric.definition() + "`");
    String html = Element.element("div").add(Definitions.load().markup()).toString();
    assertThat(html).contains("id=\"" + metric.definition() + "\"");
  }

  @Test
  void shouldReadMarkdown() {
    Markdown markdown =
        Markdown.parse(
            """
            # A `b@1` <i>

            One *two*
            **three** [four](https://five.example) [six](javascript:x).

            - a
              b
            - c

            1. d

            | E | `f` |
            | --- | --- |
            | g | `b@1` |

            ```
            <h>
            ```
            """);
    assertThat(Element.element("div").add(markdown.markup()).toString())
        .isEqualTo(
            "<div><h1>A <code id=\"b@1\">b@1</code> &lt;i&gt;</h1>"
                + "<p>One <em>two</em> <strong>three</strong>"
                + " <a href=\"https://five.example\">four</a> <a>six</a>.</p>"
                + "<ul><li>a b</li><li>c</li></ul><ol><li>d</li></ol>"
                + "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>"
                + "<thead><tr><th scope=\"col\">E</th><th scope=\"col\"><code id=\"f\">f</code></th>"
                + "</tr></thead><tbody><tr><td>g</td><td><code>b@1</code></td></tr></tbody></table>"
                + "</div><pre tabindex=\"0\"><code>&lt;h&gt;</code></pre></div>");
  }
}
