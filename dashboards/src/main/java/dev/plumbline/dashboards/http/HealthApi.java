package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.component.Health;
import java.util.function.Supplier;

/** Whether every part works, and if not which one and why. */
final class HealthApi implements HttpService {

  private final Supplier<Health> health;

  HealthApi(Supplier<Health> health) {
    this.health = health;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(this::answer, context.blockingTaskExecutor());
  }

  private HttpResponse answer() {
    Health now = health.get();
    return Answers.json(now.isUp() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, now.toJson());
  }
}
