package dev.plumbline.ingest.organisation.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeownersTest {

  private static final Codeowners FILE =
      Codeowners.of(
          """
          # Who is asked for what

          *           @acme/all @anna
          apps/       @acme/apps     # wherever it is
          /build/logs/ @acme/build
          docs/*      @acme/docs
          /services/checkout @acme/checkout
          /services/checkout/legacy
          **/logs     @acme/logs
          !/apps/     @acme/never
          /x[ab]/     @acme/never
          """);

  @ParameterizedTest
  @CsvSource({
    "services/search, @acme/all",
    "apps, @acme/apps",
    "some/where/apps/shop, @acme/apps",
    "build/logs, @acme/logs",
    "build/logs/deep, @acme/logs",
    "build, @acme/all",
    "docs/guide, @acme/docs",
    "docs/guide/deep, @acme/all",
    "services/checkout, @acme/checkout",
    "services/checkout/api, @acme/checkout",
    "xa, @acme/all",
  })
  void shouldTakeTheLastRuleThatMatches(String path, String owner) {
    assertThat(FILE.owners(path)).first().isEqualTo(owner);
  }

  @Test
  void shouldHaveNobodyWhereTheLastRuleNamesNobody() {
    assertThat(FILE.owners("services/checkout/legacy")).isEmpty();
    assertThat(FILE.owners("services/checkout/legacy/deep")).isEmpty();
  }

  @Test
  void shouldOwnTheWholeByTheLastRuleForEverything() {
    assertThat(FILE.owners()).containsExactly("@acme/all", "@anna");
    assertThat(Codeowners.of("* @a/b\n*.js @a/c\n* @a/d\n").owners()).containsExactly("@a/d");
    assertThat(Codeowners.of("*.js @a/c\n").owners()).isEmpty();
    assertThat(Codeowners.of("* @a/b\n*\n").owners()).isEmpty();
  }
}
