package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpResponseException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What clients are told when something went wrong: a sentence, and nothing from inside. */
final class ApiErrors implements ServerErrorHandler {

  static final String NO_DATABASE = "The database is not available now; see /health";

  private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

  @Override
  public @Nullable HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    if (cause instanceof HttpStatusException || cause instanceof HttpResponseException) {
      return null; // Armeria's own, rendered below.
    }
    LOG.warn("A request failed", cause);
    return cause instanceof JdbiException
        ? Answers.error(HttpStatus.SERVICE_UNAVAILABLE, NO_DATABASE)
        : Answers.error(HttpStatus.INTERNAL_SERVER_ERROR, "The request failed; see the log");
  }

  @Override
  public AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext context,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    return AggregatedHttpResponse.of(
        Answers.headers(status, MediaType.JSON_UTF_8).build(),
        HttpData.ofUtf8(Answers.errorJson(status.reasonPhrase())));
  }
}
