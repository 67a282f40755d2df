package dev.plumbline.dashboards.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.dashboards.store.PageStore;
import dev.plumbline.dashboards.store.Snapshot;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The newest event that the facts of each family hold, and what is not stored yet. */
final class FreshnessApi implements HttpService {

  private static final JsonFactory JSON = new JsonFactory();

  private final PageStore store;
  private final Supplier<CompletableFuture<Long>> lag;

  FreshnessApi(PageStore store, Supplier<CompletableFuture<Long>> lag) {
    this.store = store;
    this.lag = lag;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(
        lag.get()
            .<@Nullable Long>handle((records, cause) -> cause == null ? records : null)
            .thenApplyAsync(this::answer, context.blockingTaskExecutor()));
  }

  private HttpResponse answer(@Nullable Long records) {
    return Answers.json(HttpStatus.OK, json(store.ask(Snapshot::freshness), records));
  }

  /** The lag is null when it cannot be told. */
  private static String json(Map<String, @Nullable Instant> newest, @Nullable Long lag) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectFieldStart("newest");
      for (Map.Entry<String, @Nullable Instant> family : newest.entrySet()) {
        Instant time = family.getValue();
        json.writeStringField(family.getKey(), time == null ? null : time.toString());
      }
      json.writeEndObject();
      json.writeFieldName("lagRecords");
      if (lag == null) {
        json.writeNull();
      } else {
        json.writeNumber(lag);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
