package dev.plumbline.streams.topology;

import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;

/** Makes builders for topologies, for the services and for tests alike. */
public final class Topologies {

  private Topologies() {}

  /**
   * A builder that refuses unnamed stores and repartition topics: their names are permanent. Only a
   * builder made from the configuration does so, hence this one place.
   */
  public static StreamsBuilder builder() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "names-only");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    return new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
  }
}
