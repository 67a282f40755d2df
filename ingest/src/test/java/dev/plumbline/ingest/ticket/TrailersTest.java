package dev.plumbline.ingest.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.IncidentLinks;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrailersTest {

  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void shouldReadLinesOfMachines() {
    Trailers trailers =
        Trailers.in(
            """
            The checkout answers slowly since noon.

            Caused-by-deployment: 550001
            caused-by-deployment:checkout-17\r
              Caused-By-Commit:   %s
            Caused-by-version: v1.4.0
            Caused-by-version: v1.4.0
            Service: checkout
            Environment: production
            """
                .formatted(SHA.toUpperCase(java.util.Locale.ROOT)));

    assertThat(trailers.causes())
        .isEqualTo(
            new IncidentLinks(List.of("550001", "checkout-17"), List.of(SHA), List.of("v1.4.0")));
    assertThat(trailers.service()).isEqualTo("checkout");
    assertThat(trailers.environment()).isEqualTo("production");
  }

  @Test
  void shouldTakeNothingElseForOne() {
    Trailers trailers =
        Trailers.in(
            """
            It was Caused-by-deployment: 1 I think
            Caused-by-deployment 2
            Caused-by-commit: 0123456
            Caused-by-commit: main
            Caused-by-version:
            Service desk: open
            Caused-by-version: %s
            Environment: a\u0000b
            """
                .formatted("v".repeat(201)));

    assertThat(trailers.causes()).isEqualTo(new IncidentLinks(List.of(), List.of(), List.of()));
    assertThat(trailers.service()).isNull();
    assertThat(trailers.environment()).isNull();
  }

  @Test
  void shouldLetTheLastServiceStand() {
    assertThat(Trailers.in("Service: a\nService: b").service()).isEqualTo("b");
  }

  @Test
  void shouldAddVersionsOfTheTracker() {
    assertThat(Trailers.in("Caused-by-version: b").causes(List.of("c", "a", "b")).getVersions())
        .containsExactly("a", "b", "c");
  }

  @Test
  void shouldEndWithoutMeasureOfLinesAndLengths() {
    String many = "Caused-by-deployment: x\n".repeat(1_000);
    StringBuilder different = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      different.append("Caused-by-deployment: ").append(i).append('\n');
    }

    assertThat(Trailers.in(many).causes().getDeployments()).containsExactly("x");
    assertThat(Trailers.in(different.toString()).causes().getDeployments()).hasSize(100);
    assertThat(Trailers.in(" ".repeat(2_000_000) + ":").causes().getDeployments()).isEmpty();
  }
}
