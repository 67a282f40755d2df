package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** How many records are on the topics and not yet in the answers of this API. */
final class LagApi implements HttpService {

  private final Supplier<CompletableFuture<Long>> lag;

  LagApi(Supplier<CompletableFuture<Long>> lag) {
    this.lag = lag;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(
        lag.get()
            .handle(
                (records, cause) ->
                    cause == null
                        ? Answers.json(HttpStatus.OK, "{\"records\":" + records + "}")
                        : Answers.error(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "The lag cannot be told now; see /health")));
  }
}
