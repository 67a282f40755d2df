package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.dashboards.store.OpsDemandStore;
import dev.plumbline.dashboards.store.TicketFilter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every ticket with the queue that received it, or the reason why it is not counted. */
final class TicketsApi implements HttpService {

  private static final Set<String> PARAMETERS = Set.of("queue", "from", "to", "format");

  private final OpsDemandStore store;

  TicketsApi(OpsDemandStore store) {
    this.store = store;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Parameters parameters = new Parameters(context.queryParams(), PARAMETERS);
    TimeRange range = TimeRange.of(parameters);
    TicketFilter filter = new TicketFilter(parameters.names("queue"), range.from(), range.to());
    RowFormat.Kind format = parameters.choice("format", RowFormat.Kind.class, RowFormat.Kind.JSON);
    String errors = parameters.errors();
    return errors == null
        ? HttpResponse.of(() -> answer(context, filter, format), context.blockingTaskExecutor())
        : Answers.badRequest(errors);
  }

  private HttpResponse answer(
      ServiceRequestContext context, TicketFilter filter, RowFormat.Kind format) {
    List<String> queues = filter.queues();
    @Nullable String unknown = KnownNames.unknown("queue", queues, store::queues);
    return unknown == null
        ? RowStream.of(
            context,
            format,
            OpsDemandStore.TICKET_COLUMNS,
            receiver -> store.tickets(filter, receiver))
        : Answers.error(HttpStatus.NOT_FOUND, unknown);
  }
}
