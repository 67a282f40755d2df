package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.dashboards.store.ChangeFilter;
import dev.plumbline.dashboards.store.DeliveryStore;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every commit with its first deployment and lead time, or the reason why it has none. */
final class ChangesApi implements HttpService {

  private static final Set<String> PARAMETERS =
      Set.of("service", "environment", "from", "to", "format");

  private final DeliveryStore store;
  private final KnownNames names;

  ChangesApi(DeliveryStore store) {
    this.store = store;
    this.names = new KnownNames(store);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Parameters parameters = new Parameters(context.queryParams(), PARAMETERS);
    ChangeFilter filter = filter(parameters);
    RowFormat.Kind format = parameters.choice("format", RowFormat.Kind.class, RowFormat.Kind.JSON);
    String errors = parameters.errors();
    return errors == null
        ? HttpResponse.of(() -> answer(context, filter, format), context.blockingTaskExecutor())
        : Answers.badRequest(errors);
  }

  private static ChangeFilter filter(Parameters parameters) {
    TimeRange range = TimeRange.of(parameters);
    return new ChangeFilter(
        parameters.names("service"), parameters.names("environment"), range.from(), range.to());
  }

  private HttpResponse answer(
      ServiceRequestContext context, ChangeFilter filter, RowFormat.Kind format) {
    @Nullable String unknown = names.unknown(filter.services(), filter.environments());
    return unknown == null
        ? RowStream.of(
            context,
            format,
            DeliveryStore.CHANGE_COLUMNS,
            receiver -> store.changes(filter, receiver))
        : Answers.error(HttpStatus.NOT_FOUND, unknown);
  }
}
