package dev.plumbline.operations;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.component.Health;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A service with a listener beside it, on which operators watch it. */
public final class WatchedService implements Component {

  private final Component service;
  private final OperationsServer operations;

  private WatchedService(Component service, OperationsServer operations) {
    this.service = service;
    this.operations = operations;
  }

  /**
   * Opens the listener, or leaves the service as it is when there is no port for one.
   *
   * @param service is closed if the listener cannot be opened
   * @param metrics in the text format of Prometheus
   */
  public static Component of(
      Component service,
      String host,
      @Nullable Integer port,
      Supplier<String> metrics,
      Supplier<Health> health) {
    if (port == null) {
      return service;
    }
    try {
      return new WatchedService(
          service, new OperationsServer(host, port, metrics, health, Map.of()));
    } catch (RuntimeException e) {
      service.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return service.name();
  }

  @Override
  public CheckResult check() {
    return service.check();
  }

  @Override
  public void close() {
    operations.close();
    service.close();
  }
}
