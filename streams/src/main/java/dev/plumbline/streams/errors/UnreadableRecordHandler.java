package dev.plumbline.streams.errors;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * Sets unreadable records aside. The deserializer throws the same exception for bytes that are no
 * record and for a registry that does not answer; only the cause tells, and in the second case
 * every record would be lost.
 */
public final class UnreadableRecordHandler extends LogAndContinueExceptionHandler {

  private static final int NOT_FOUND = 404;

  private DeadLetters deadLetters = DeadLetters.UNCOUNTED;

  @Override
  public void configure(Map<String, ?> configuration) {
    super.configure(configuration);
    deadLetters = DeadLetters.of(configuration);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    if (isRegistryUnavailable(exception)) {
      return Response.fail();
    }
    deadLetters.count();
    return super.handleError(context, record, exception);
  }

  private static boolean isRegistryUnavailable(@Nullable Throwable exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof RestClientException answer) {
        return answer.getStatus() != NOT_FOUND;
      }
      if (cause instanceof SocketException
          || cause instanceof SocketTimeoutException
          || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }
}
