package dev.plumbline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {

  @TempDir Path data;

  @Test
  void shouldListenAndNameKafkaWhenThereIsNoBroker() {
    IngestConfig config =
        new IngestConfig("127.0.0.1", 0, null, "127.0.0.1:1", "mock://ingest", data);

    try (Ingest ingest = Ingest.start(config, new SimpleMeterRegistry())) {
      AggregatedHttpResponse answer =
          WebClient.of("http://127.0.0.1:" + ingest.port()).get("/health").aggregate().join();
      assertThat(answer.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
      assertThat(answer.contentUtf8())
          .contains("\"kafka\":\"down: Expected a broker at 127.0.0.1:1")
          .contains("\"registry\":\"up\"");
      assertThat(ingest.check().isUp()).isFalse();
    }
  }
}
