package dev.plumbline.streams.generations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Health;
import dev.plumbline.operations.OperationsServer.Reply;
import dev.plumbline.replay.GenerationLog;
import dev.plumbline.streams.operations.Lag;
import dev.plumbline.topic.Family;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the generations of all families, and takes requests to compute a family anew. Several
 * instances may do so side by side: each reads what was told last before it tells something, and
 * what follows from that is the same for all of them.
 */
public final class Replays implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
  private static final JsonFactory JSON = new JsonFactory();
  private static final long BETWEEN_STEPS_MILLIS = 250;
  private static final long STOP_SECONDS = 60;

  private final List<FamilyGenerations> families;
  private final GenerationLog log;
  private final ScheduledExecutorService steps =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "plumbline-generations"));

  private Replays(List<FamilyGenerations> families, GenerationLog log) {
    this.families = families;
    this.log = log;
  }

  /**
   * Starts what was running when the service stopped, or the first generation of each family.
   *
   * @param log is closed with this
   * @throws RuntimeException if one of them cannot be started
   */
  public static Replays start(List<Family> families, Applications applications, GenerationLog log) {
    Replays replays =
        new Replays(
            families.stream()
                .map(family -> new FamilyGenerations(family, applications, log))
                .toList(),
            log);
    try {
      log.refresh();
      replays.families.forEach(FamilyGenerations::step);
    } catch (RuntimeException e) {
      replays.close();
      throw e;
    }
    replays.steps.scheduleWithFixedDelay(
        replays::step, BETWEEN_STEPS_MILLIS, BETWEEN_STEPS_MILLIS, TimeUnit.MILLISECONDS);
    return replays;
  }

  /** Whether every family is computed for its readers. */
  public Health health() {
    Map<String, CheckResult> parts = new LinkedHashMap<>();
    families.forEach(each -> parts.put(each.family().id(), each.check()));
    return new Health(parts);
  }

  /** What is left of all families until readers can see everything. */
  public Lag lag() {
    return families.stream().map(FamilyGenerations::lag).reduce(Lag.NONE, Lag::plus);
  }

  /** How far the replays are, as JSON. */
  public String toJson() {
    return json(
        json -> {
          json.writeStartArray();
          for (FamilyGenerations each : families) {
            each.state().write(json);
          }
          json.writeEndArray();
        });
  }

  /** Takes {@code {"family":"delivery"}} and starts the replay of that family. */
  public Reply request(String body) {
    try {
      return replay(familyIn(body));
    } catch (IllegalArgumentException e) {
      return error(400, String.valueOf(e.getMessage()));
    } catch (KafkaException e) {
      LOG.warn("A replay could not be started", e);
      return error(503, "Kafka does not answer now: " + e.getMessage());
    }
  }

  private synchronized Reply replay(String id) {
    FamilyGenerations family = family(id);
    log.refresh();
    OptionalInt next = family.replay();
    if (next.isEmpty()) {
      return error(
          409,
          "A replay of %s is running already, as generation %d."
              .formatted(id, log.computed(family.family()).newest()));
    }
    return new Reply(
        200,
        json(
            json -> {
              json.writeStartObject();
              json.writeStringField("family", id);
              json.writeNumberField("generation", next.getAsInt());
              json.writeEndObject();
            }));
  }

  private FamilyGenerations family(String id) {
    return families.stream()
        .filter(each -> each.family().id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected a family of %s, got '%s'"
                        .formatted(
                            families.stream()
                                .map(each -> each.family().id())
                                .collect(Collectors.joining(", ")),
                            id)));
  }

  private synchronized void step() {
    try {
      log.refresh();
    } catch (WakeupException e) {
      return;
    } catch (RuntimeException e) {
      families.forEach(each -> each.failed(e));
      return;
    }
    for (FamilyGenerations family : families) {
      try {
        family.step();
      } catch (RuntimeException e) {
        family.failed(e);
      }
    }
  }

  private static String familyIn(String body) {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() == JsonToken.START_OBJECT
          && "family".equals(json.nextFieldName())
          && json.nextToken() == JsonToken.VALUE_STRING) {
        String family = json.getText();
        if (json.nextToken() == JsonToken.END_OBJECT) {
          return family;
        }
      }
    } catch (JsonProcessingException e) {
      LOG.debug("A request was no JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalArgumentException("Expected {\"family\":\"NAME\"}");
  }

  private static Reply error(int status, String sentence) {
    return new Reply(
        status,
        json(
            json -> {
              json.writeStartObject();
              json.writeStringField("error", sentence);
              json.writeEndObject();
            }));
  }

  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private static String json(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Closes the applications; they go on where they stood when started again. */
  @Override
  public void close() {
    steps.shutdown();
    log.wakeUp();
    try {
      if (!steps.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The generations were not left alone within {} s", STOP_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    families.forEach(FamilyGenerations::close);
    log.close();
  }
}
