package dev.plumbline.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.validation.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {

  @Test
  void shouldReadTextsAndNumbersWithDefaults() {
    Variables variables =
        new Variables("SHOP_", Map.of("SHOP_HOST", "db", "SHOP_PORT", "9", "SHOP_BLANK", " "));

    assertThat(variables.text("HOST")).isEqualTo("db");
    assertThat(variables.text("BLANK", "default")).isEqualTo("default");
    assertThat(variables.text("MISSING")).isEmpty();
    assertThat(variables.number("PORT", 1)).isEqualTo(9);
    assertThat(variables.number("OTHER_PORT", 1)).isEqualTo(1);
    assertThat(variables.number("OTHER_PORT")).isNull();
    assertThat(variables.checked(() -> "built")).isEqualTo("built");
  }

  @Test
  void shouldTellAllThatIsWrongAndRepeatNoText() {
    Variables variables =
        new Variables(
            "SHOP_", Map.of("SHOP_PORT", "s3cret", "SHOP_DATABSE_URL", "s3cret", "PATH", "/bin"));
    variables.number("PORT", 1);
    variables.text("DATABASE_URL");

    assertThatThrownBy(
            () ->
                variables.checked(
                    () -> {
                      throw new InvalidInputException(List.of("databaseUrl: expected one"));
                    }))
        .isInstanceOf(InvalidInputException.class)
        .extracting(problem -> ((InvalidInputException) problem).problems())
        .isEqualTo(
            List.of(
                "SHOP_PORT: expected a whole number",
                "SHOP_DATABSE_URL: unknown variable, did you mean \"SHOP_DATABASE_URL\"?",
                "SHOP_DATABASE_URL: expected one"));
  }
}
