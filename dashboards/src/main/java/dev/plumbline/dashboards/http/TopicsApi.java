package dev.plumbline.dashboards.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The contract's topics and how many records each holds. */
final class TopicsApi implements HttpService {

  private static final Logger LOG = LoggerFactory.getLogger(TopicsApi.class);
  private static final JsonFactory JSON = new JsonFactory();
  // Counting reads everything: seconds for millions of records.
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Supplier<TopicCounter> counters;
  private final Semaphore turn = new Semaphore(1);

  TopicsApi(Supplier<TopicCounter> counters) {
    this.counters = counters;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    context.setRequestTimeout(LONGEST);
    return HttpResponse.of(this::answer, context.blockingTaskExecutor());
  }

  // One at a time: a second reader would only slow the first.
  private HttpResponse answer() {
    if (!turn.tryAcquire()) {
      return Answers.error(
          HttpStatus.SERVICE_UNAVAILABLE, "The topics are being counted for somebody else");
    }
    try (TopicCounter counter = counters.get()) {
      return Answers.json(HttpStatus.OK, json(counter));
    } catch (KafkaException | IOException e) {
      LOG.warn("The topics could not be counted", e);
      return Answers.error(
          HttpStatus.SERVICE_UNAVAILABLE, "Kafka is not available now; see /health");
    } finally {
      turn.release();
    }
  }

  static String json(TopicCounter counter) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (Topic<?, ?> topic : Topics.all()) {
        for (String name : counter.names(topic.name())) {
          write(topic.named(name), counter.count(name), json);
        }
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  private static void write(Topic<?, ?> topic, @Nullable Long records, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", topic.name());
    json.writeStringField("key", topic.keyName());
    json.writeArrayFieldStart("values");
    for (String value : topic.valueNames()) {
      json.writeString(value);
    }
    json.writeEndArray();
    json.writeNumberField("partitions", topic.partitions());
    json.writeStringField(
        "policy", topic.policy().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.writeFieldName("records");
    if (records == null) {
      json.writeNull();
    } else {
      json.writeNumber(records);
    }
    json.writeEndObject();
  }
}
