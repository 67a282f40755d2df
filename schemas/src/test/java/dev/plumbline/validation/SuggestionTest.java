package dev.plumbline.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {

  @Test
  void shouldNameNearestFirst() {
    assertThat(Suggestion.forUnknown("chekout", List.of("search", "checkouts", "Checkout")))
        .isEqualTo(", did you mean \"Checkout\" or \"checkouts\"?");
  }

  @Test
  void shouldSayNothingWhenNoneIsNear() {
    assertThat(Suggestion.forUnknown("billing", List.of("search"))).isEmpty();
    assertThat(Suggestion.forUnknown("a".repeat(10_000), List.of("a"))).isEmpty();
  }
}
