package dev.plumbline.dashboards.sink;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer of the sink: bytes only, committed only, and no group, for Postgres has the offsets.
 */
final class SinkConsumer {

  // A transaction per poll: enough rows to make its fsync cheap, few enough to be quick to repeat.
  private static final int POLL_RECORDS = 5_000;
  private static final int PARTITION_BYTES = 4 * 1024 * 1024;
  private static final int TIMEOUT_MILLIS = 10_000;

  private SinkConsumer() {}

  static Consumer<byte[], byte[]> on(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            CommonClientConfigs.CLIENT_ID_CONFIG,
            "plumbline-sink",
            CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
            TIMEOUT_MILLIS,
            CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
            TIMEOUT_MILLIS,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            // An offset that is not there must be seen, not silently replaced by another.
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            POLL_RECORDS,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            PARTITION_BYTES),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
