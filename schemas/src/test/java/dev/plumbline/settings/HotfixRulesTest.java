package dev.plumbline.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.organisation.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

class HotfixRulesTest {

  @Test
  void shouldKnowUsualNamesByDefault() {
    HotfixRules rules = HotfixRules.byDefault();

    assertThat(rules.isBranch("hotfix/checkout")).isTrue();
    assertThat(rules.isBranch("HOTFIX-12")).isTrue();
    assertThat(rules.isBranch("hotfix")).isTrue();
    assertThat(rules.isBranch("hotfixes/checkout")).isFalse();
    assertThat(rules.isBranch("anna/hotfix")).isFalse();
    assertThat(rules.isTitle("Checkout: hotfix for rounding")).isTrue();
    assertThat(rules.isTitle("Describe hotfixing")).isFalse();
    assertThat(rules.isAnyLabel(List.of("bug", "Hotfix"))).isTrue();
    assertThat(rules.isAnyLabel(List.of("hotfix-later"))).isFalse();
    assertThat(rules.isAnyLabel(List.of())).isFalse();
  }

  @Test
  void shouldFollowSettingsAloneWhereThereAreAny() {
    HotfixRules rules =
        new HotfixRules(
            Settings.newBuilder()
                .setHotfixBranches(List.of("fix/.*"))
                .setHotfixLabels(List.of("p1.fix"))
                .setHotfixTitles(List.of("^URGENT"))
                .build());

    assertThat(rules.isBranch("fix/1")).isTrue();
    assertThat(rules.isBranch("hotfix/1")).isFalse();
    assertThat(rules.isAnyLabel(List.of("p1.fix"))).isTrue();
    // A label is a name and no pattern.
    assertThat(rules.isAnyLabel(List.of("p1-fix"))).isFalse();
    assertThat(rules.isTitle("URGENT: rounding")).isTrue();
    assertThat(rules.isTitle("Not URGENT")).isFalse();
    assertThat(rules.isTitle("hotfix")).isFalse();
  }

  @Test
  void shouldGiveUpMatchesWithoutEnd() {
    HotfixRules rules =
        new HotfixRules(
            Settings.newBuilder()
                .setHotfixTitles(List.of("(a+)+$", "(x|y)*z"))
                .setHotfixBranches(List.of("(a*)*b"))
                .build());

    assertThat(rules.isTitle("a".repeat(900) + "!")).isFalse();
    assertThat(rules.isTitle("xy".repeat(1_000_000))).isFalse();
    assertThat(rules.isBranch("a".repeat(900) + "c")).isFalse();
    assertThat(rules.isTitle("xyz")).isTrue();
  }
}
