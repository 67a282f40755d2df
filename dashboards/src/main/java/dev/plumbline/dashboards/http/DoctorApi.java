package dev.plumbline.dashboards.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.dashboards.doctor.Check;
import dev.plumbline.dashboards.doctor.Doctor;
import dev.plumbline.dashboards.doctor.Undelivered;
import dev.plumbline.dashboards.store.DoctorStore;
import dev.plumbline.organisation.EnvironmentType;
import dev.plumbline.settings.DefaultSettings;
import dev.plumbline.topic.Topics;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is missing for the figures to be true, and the next step for each. */
final class DoctorApi implements HttpService {

  private static final Logger LOG = LoggerFactory.getLogger(DoctorApi.class);
  private static final JsonFactory JSON = new JsonFactory();
  // All facts are read.
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final List<String> TYPES =
      DefaultSettings.settings().getEnvironmentTypes().stream()
          .map(EnvironmentType::getType)
          .distinct()
          .toList();

  private final DoctorStore store;
  private final Supplier<TopicCounter> counters;
  private final Clock clock;

  DoctorApi(DoctorStore store, Supplier<TopicCounter> counters, Clock clock) {
    this.store = store;
    this.counters = counters;
    this.clock = clock;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Parameters parameters = new Parameters(context.queryParams(), Set.of("as_of"));
    Instant given = parameters.time("as_of");
    String errors = parameters.errors();
    if (errors != null) {
      return Answers.badRequest(errors);
    }
    context.setRequestTimeout(LONGEST);
    Instant asOf = given == null ? clock.instant() : given;
    return HttpResponse.of(() -> answer(asOf), context.blockingTaskExecutor());
  }

  private HttpResponse answer(Instant asOf) {
    return Answers.json(HttpStatus.OK, json(examine(asOf), asOf));
  }

  /** What is missing as of a time. */
  List<Check> examine(Instant asOf) {
    return Doctor.examine(store.counts(asOf, TYPES), undelivered(), asOf);
  }

  private Undelivered undelivered() {
    try (TopicCounter counter = counters.get()) {
      return new Undelivered(
          counter.countKeys(Topics.QUARANTINE.name()), counter.count(Topics.DEAD_LETTERS.name()));
    } catch (KafkaException e) {
      LOG.warn("What was not delivered could not be counted", e);
      return new Undelivered(null, null);
    }
  }

  private static String json(List<Check> checks, Instant asOf) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("asOf", asOf.toString());
      for (Check.Level level : List.of(Check.Level.PROBLEM, Check.Level.WARNING)) {
        json.writeNumberField(
            lower(level) + "s", checks.stream().filter(check -> check.level() == level).count());
      }
      json.writeArrayFieldStart("checks");
      for (Check check : checks) {
        json.writeStartObject();
        json.writeStringField("id", check.id());
        json.writeStringField("level", lower(check.level()));
        json.writeStringField("number", check.number());
        json.writeStringField("meaning", check.meaning());
        json.writeStringField("next", check.next());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String lower(Check.Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
