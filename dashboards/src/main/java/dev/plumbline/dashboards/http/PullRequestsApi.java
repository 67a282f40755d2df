package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.dashboards.store.DeliveryStore;
import dev.plumbline.dashboards.store.PullRequestFilter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every pull request with its clocks. */
final class PullRequestsApi implements HttpService {

  private static final Set<String> PARAMETERS = Set.of("repository", "from", "to", "format");

  private final DeliveryStore store;

  PullRequestsApi(DeliveryStore store) {
    this.store = store;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Parameters parameters = new Parameters(context.queryParams(), PARAMETERS);
    TimeRange range = TimeRange.of(parameters);
    PullRequestFilter filter =
        new PullRequestFilter(parameters.names("repository"), range.from(), range.to());
    RowFormat.Kind format = parameters.choice("format", RowFormat.Kind.class, RowFormat.Kind.JSON);
    String errors = parameters.errors();
    return errors == null
        ? HttpResponse.of(() -> answer(context, filter, format), context.blockingTaskExecutor())
        : Answers.badRequest(errors);
  }

  private HttpResponse answer(
      ServiceRequestContext context, PullRequestFilter filter, RowFormat.Kind format) {
    List<String> repositories = filter.repositories();
    @Nullable String unknown = KnownNames.unknown("repository", repositories, store::repositories);
    return unknown == null
        ? RowStream.of(
            context,
            format,
            DeliveryStore.PULL_REQUEST_COLUMNS,
            receiver -> store.pullRequests(filter, receiver))
        : Answers.error(HttpStatus.NOT_FOUND, unknown);
  }
}
