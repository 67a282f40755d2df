package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.component.Health;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Whether every part works, and if not which one and why. */
final class HealthApi implements HttpService {

  private final Supplier<Health> health;
  private final Predicate<HttpRequest> isTrusted;

  /**
   * Answers.
   *
   * @param isTrusted who is told more than up or down
   */
  HealthApi(Supplier<Health> health, Predicate<HttpRequest> isTrusted) {
    this.health = health;
    this.isTrusted = isTrusted;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    boolean isWhole = isTrusted.test(request);
    return HttpResponse.of(() -> answer(isWhole), context.blockingTaskExecutor());
  }

  private HttpResponse answer(boolean isWhole) {
    Health now = health.get();
    HttpStatus status = now.isUp() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    String summary = now.isUp() ? "{\"status\":\"up\"}" : "{\"status\":\"down\"}";
    return Answers.json(status, isWhole ? now.toJson() : summary);
  }
}
