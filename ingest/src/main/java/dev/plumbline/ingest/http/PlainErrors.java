package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpResponseException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Errors that the HTTP library finds itself, told like ours: the status and nothing of the cause.
 */
final class PlainErrors implements ServerErrorHandler {

  private static final Logger LOG = LoggerFactory.getLogger(PlainErrors.class);

  @Override
  public @Nullable HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    if (!isAnswer(cause)) {
      LOG.error("Expected an answer at {}, got an exception", context.config().route(), cause);
    }
    return null;
  }

  /** What the library throws to answer, and what it finds wrong with a request or a connection. */
  private static boolean isAnswer(Throwable cause) {
    return cause instanceof HttpStatusException
        || cause instanceof HttpResponseException
        || cause instanceof ContentTooLargeException
        || cause instanceof RequestTimeoutException
        || cause instanceof CancellationException
        || Exceptions.isExpected(cause);
  }

  @Override
  public AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext context,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    var builder =
        ResponseHeaders.builder(status)
            .contentType(MediaType.JSON_UTF_8)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
    if (status.equals(HttpStatus.SERVICE_UNAVAILABLE)) {
      builder.setInt(HttpHeaderNames.RETRY_AFTER, 10);
    }
    return AggregatedHttpResponse.of(
        builder.build(),
        HttpData.ofUtf8(
            "{\"status\":" + status.code() + ",\"error\":\"" + status.reasonPhrase() + "\"}"));
  }
}
