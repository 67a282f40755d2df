package dev.plumbline.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FamilyTest {

  @Test
  void shouldCalculateEverythingButWhatTheOrganisationSays() {
    assertThat(Family.calculated()).containsExactly(Family.DELIVERY, Family.OPS_DEMAND);
    assertThat(Family.ORGANISATION.isCalculated()).isFalse();
  }

  @Test
  void shouldGiveEachTopicToOneFamily() {
    assertThat(Arrays.stream(Family.values()).flatMap(family -> family.outputs().stream()))
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldNameFamiliesThereAre() {
    assertThat(Family.of("organisation")).isEqualTo(Family.ORGANISATION);
    assertThatThrownBy(() -> Family.of("organization"))
        .hasMessage("Expected a family of delivery, ops-demand, organisation, got 'organization'");
  }
}
