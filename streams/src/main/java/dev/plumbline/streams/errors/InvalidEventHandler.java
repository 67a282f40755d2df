package dev.plumbline.streams.errors;

import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/** Sets invalid events aside; anything else that goes wrong stops the application. */
public final class InvalidEventHandler extends LogAndContinueProcessingExceptionHandler {

  private DeadLetters deadLetters = DeadLetters.UNCOUNTED;

  @Override
  public void configure(Map<String, ?> configuration) {
    super.configure(configuration);
    deadLetters = DeadLetters.of(configuration);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    if (!(exception instanceof InvalidEventException)) {
      return Response.fail();
    }
    deadLetters.count();
    return super.handleError(context, record, exception);
  }
}
