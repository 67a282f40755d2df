package dev.plumbline.dashboards.markup;

import static dev.plumbline.dashboards.markup.Element.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementTest {

  @Test
  void shouldEscapeTextAndAttributes() {
    assertThat(element("p").with("title", "\"><i x='1'>").text("<b>&\"'").toString())
        .isEqualTo("<p title=\"&#34;>&lt;i x=&#39;1&#39;>\">&lt;b&gt;&amp;&#34;&#39;</p>");
  }

  @Test
  void shouldCloseOnlyWhatHasContent() {
    assertThat(element("div").add(element("br"), element("i")).toString())
        .isEqualTo("<div><br><i></i></div>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/teams/x", "?a=b", "#here", "https://grafana.example/d", "http://h"})
  void shouldLinkToPagesAndTheWeb(String address) {
    assertThat(element("a").link(address).toString()).contains("href=\"" + address + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//other.example",
        "/\\other.example",
        "vbscript:x",
        "https:",
        ""
      })
  void shouldLeaveOtherAddressesOut(String address) {
    assertThat(element("a").link(address).text("x").toString()).isEqualTo("<a>x</a>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"onclick", "ONLOAD", "style", "href", "src", "action", "a b", "x=y", ""})
  void shouldRefuseAttributesThatRunOrLead(String attribute) {
    assertThatThrownBy(() -> element("p").with(attribute, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseInlineScriptsAndStyles() {
    assertThatThrownBy(() -> element("script").text("x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> element("style")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> element("a><b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> element("form").source("action", "https://other.example"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
