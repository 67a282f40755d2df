package dev.plumbline.ingest.drain;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Mapping;
import java.io.IOException;
import java.util.List;

/** Makes a ticket of every object with a title, and nothing of anything else. */
public final class TitleMapper implements DeliveryMapper {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              new com.fasterxml.jackson.core.JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(100).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @Override
  public Mapping map(Delivery delivery) {
    try {
      JsonNode title = JSON.readTree(delivery.body()).path("title");
      if (title.asText().equals("ping")) {
        return new Mapping.Ignored("ping");
      }
      return title.isTextual()
          ? new Mapping.Mapped(
              "issues", List.of(InMemoryKafka.ticket(delivery.source(), title.textValue())))
          : new Mapping.Unusable("Expected an object with a title");
    } catch (IOException e) {
      return new Mapping.Unusable("Expected JSON, got " + e.getClass().getSimpleName());
    }
  }
}
