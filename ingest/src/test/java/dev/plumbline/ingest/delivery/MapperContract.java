package dev.plumbline.ingest.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingest.delivery.Mapping.Mapped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What every mapper holds to, over the fixtures of its source. */
public abstract class MapperContract {

  /** What hostile or personal text in the fixtures has somewhere in it. */
  private static final String CANARY = "canary";

  protected abstract String source();

  protected abstract DeliveryMapper mapper();

  /** The delivery of a fixture. */
  protected abstract Delivery delivery(String file);

  @TestFactory
  Stream<DynamicTest> shouldMapFixtureToGoldenEvents() {
    return forEachFixture(
        file ->
            assertThat(PlainEvents.of(events(file)))
                .isEqualToNormalizingNewlines(Fixtures.golden(source(), file).strip()));
  }

  @TestFactory
  Stream<DynamicTest> shouldMapSameDeliveryToEqualEvents() {
    return forEachFixture(
        file -> assertThat(mapper().map(delivery(file))).isEqualTo(mapper().map(delivery(file))));
  }

  @TestFactory
  Stream<DynamicTest> shouldKeepNothingPersonalOrHostile() {
    return forEachFixture(
        file -> {
          byte[] payload = Fixtures.bytes(source(), file);
          assertThat(lower(payload)).as("what the fixture says").contains(CANARY);
          for (Event<?, ?> event : events(file)) {
            assertThat(lower(PlainEvents.bytes(event)))
                .doesNotContain(CANARY)
                .doesNotContain("@acme");
          }
        });
  }

  /**
   * A body that lost its end, or one field, or has it of another type, is answered, never thrown.
   */
  @TestFactory
  Stream<DynamicTest> shouldSurviveEveryDamage() {
    return forEachFixture(
        file -> {
          for (byte[] damaged : Damage.of(Fixtures.bytes(source(), file))) {
            Mapping mapping = mapper().map(withBody(delivery(file), damaged));

            if (mapping instanceof Mapping.Unusable unusable) {
              assertThat(unusable.reason()).startsWith("Expected ").contains("got ");
              assertThat(unusable.reason().toLowerCase(Locale.ROOT)).doesNotContain(CANARY);
            }
            if (mapping instanceof Mapped mapped) {
              mapped.events().forEach(PlainEvents::bytes);
            }
          }
        });
  }

  private Stream<DynamicTest> forEachFixture(java.util.function.Consumer<String> test) {
    List<String> files = Fixtures.of(source());
    assertThat(files).isNotEmpty();
    return files.stream().map(file -> DynamicTest.dynamicTest(file, () -> test.accept(file)));
  }

  private List<Event<?, ?>> events(String file) {
    Mapping mapping = mapper().map(delivery(file));
    return mapping instanceof Mapped mapped ? mapped.events() : new ArrayList<>();
  }

  private static Delivery withBody(Delivery delivery, byte[] body) {
    return new Delivery(
        delivery.id(), delivery.source(), delivery.acceptedAt(), delivery.headers(), body);
  }

  private static String lower(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
  }
}
