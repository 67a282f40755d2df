package dev.plumbline.ingest.drain;

import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Mapping;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a delivery read by the mapper of its source. Whatever a mapper does, the answer is a mapping:
 * a mistake in it must not hold up what comes behind.
 */
public final class Reading implements DeliveryMapper {

  private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

  private final Map<String, DeliveryMapper> bySource;

  /** Reads with the mapper of each source, by the source's id. */
  public Reading(Map<String, DeliveryMapper> bySource) {
    this.bySource = Map.copyOf(bySource);
  }

  @Override
  public Mapping map(Delivery delivery) {
    DeliveryMapper mapper = bySource.get(delivery.source());
    if (mapper == null) {
      return new Mapping.Unusable("Expected a source that is configured, it is no longer");
    }
    try {
      return mapper.map(delivery);
    } catch (RuntimeException | StackOverflowError e) {
      // Without its message, which may repeat the payload.
      LOG.error(
          "The mapper of {} failed on delivery {}: {} at {}",
          delivery.source(),
          delivery.id(),
          e.getClass().getName(),
          Arrays.stream(e.getStackTrace()).findFirst().map(String::valueOf).orElse("?"));
      return new Mapping.Unusable("The mapper failed: " + e.getClass().getSimpleName());
    }
  }
}
