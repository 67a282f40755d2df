package dev.plumbline.streams.errors;

import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/** Sets invalid events aside; anything else that goes wrong stops the application. */
public final class InvalidEventHandler extends LogAndContinueProcessingExceptionHandler {

  @Override
  public Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    return exception instanceof InvalidEventException
        ? super.handleError(context, record, exception)
        : Response.fail();
  }
}
