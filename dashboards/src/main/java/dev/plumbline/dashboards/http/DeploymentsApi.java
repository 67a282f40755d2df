package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.dashboards.store.Column;
import dev.plumbline.dashboards.store.DeliveryStore;
import dev.plumbline.dashboards.store.DeploymentFilter;
import dev.plumbline.dashboards.store.RowReceiver;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Deployments, failures or incidents: rows of services, environments and a range of time. */
final class DeploymentsApi implements HttpService {

  private static final Set<String> PARAMETERS =
      Set.of("service", "environment", "from", "to", "format");

  private final List<Column> columns;
  private final BiConsumer<DeploymentFilter, RowReceiver> rows;
  private final KnownNames names;

  DeploymentsApi(
      List<Column> columns, BiConsumer<DeploymentFilter, RowReceiver> rows, DeliveryStore store) {
    this.columns = columns;
    this.rows = rows;
    this.names = new KnownNames(store);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Parameters parameters = new Parameters(context.queryParams(), PARAMETERS);
    TimeRange range = TimeRange.of(parameters);
    DeploymentFilter filter =
        new DeploymentFilter(
            parameters.names("service"), parameters.names("environment"), range.from(), range.to());
    RowFormat.Kind format = parameters.choice("format", RowFormat.Kind.class, RowFormat.Kind.JSON);
    String errors = parameters.errors();
    return errors == null
        ? HttpResponse.of(() -> answer(context, filter, format), context.blockingTaskExecutor())
        : Answers.badRequest(errors);
  }

  private HttpResponse answer(
      ServiceRequestContext context, DeploymentFilter filter, RowFormat.Kind format) {
    @Nullable String unknown = names.unknown(filter.services(), filter.environments());
    return unknown == null
        ? RowStream.of(context, format, columns, receiver -> rows.accept(filter, receiver))
        : Answers.error(HttpStatus.NOT_FOUND, unknown);
  }
}
