package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.standalone.running.SharedInstance;
import dev.plumbline.standalone.running.SharedInstance.Running;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The three ports of a whole instance. */
@ExtendWith(SharedInstance.class)
class ListenersTest {

  private static final Pattern SAMPLE =
      Pattern.compile(
          "[a-zA-Z_:][a-zA-Z0-9_:]*(\\{([a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\\\]|\\\\.)*\",?)*\\})?"
              + " ([-+]?[0-9.eE+-]+|NaN|[+-]Inf)( [0-9]+)?");

  /** Label names that would tell what is measured, and whom. */
  private static final Pattern TELLING =
      Pattern.compile("[{,](repository|service|team|person|author|committer|environment)=");

  /** Kafka has about a thousand meters; those that are let through have one of these names. */
  private static final Pattern ALLOWED_KAFKA =
      Pattern.compile(
          "kafka_(stream_(alive_stream_threads|failed_stream_threads_total|thread_"
              + "(commit_latency_max|poll_latency_max|process_latency_max|process_total"
              + "|punctuate_latency_max|restore_ratio|task_closed_total|task_total))"
              + "|consumer_(fetch_manager_records_(consumed_total|lag_max)"
              + "|coordinator_rebalance_total)"
              + "|producer_record_(error|send)_total).*");

  @Test
  void shouldBeHealthyOnEveryPortAsSoonAsItIsReady(Running instance) {
    for (int offset = 0; offset < 3; offset++) {
      HttpResponse<String> answer = instance.commands().get(offset, "/health");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  @Test
  void shouldServeOwnAndFewOfKafkasMetersWithoutNames(Running instance) {
    HttpResponse<String> answer = instance.commands().get(2, "/metrics");

    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    List<String> samples = answer.body().lines().filter(line -> !line.startsWith("#")).toList();
    assertThat(samples)
        .allMatch(SAMPLE.asMatchPredicate())
        .noneMatch(TELLING.asPredicate())
        .anyMatch(line -> line.startsWith("plumbline_"))
        .anyMatch(line -> line.startsWith("kafka_"))
        .filteredOn(line -> line.startsWith("kafka_"))
        .allMatch(ALLOWED_KAFKA.asMatchPredicate());
  }
}
