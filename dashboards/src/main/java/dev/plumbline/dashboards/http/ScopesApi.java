package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.dashboards.store.DeliveryStore;
import java.util.Set;

/** Every service, team, queue and organisation that has figures, by family and environment. */
final class ScopesApi implements HttpService {

  private final DeliveryStore store;

  ScopesApi(DeliveryStore store) {
    this.store = store;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Parameters parameters = new Parameters(context.queryParams(), Set.of("format"));
    RowFormat.Kind format = parameters.choice("format", RowFormat.Kind.class, RowFormat.Kind.JSON);
    String errors = parameters.errors();
    return errors == null
        ? RowStream.of(context, format, DeliveryStore.SCOPE_COLUMNS, store::scopes)
        : Answers.badRequest(errors);
  }
}
