package dev.plumbline.dashboards.http;

import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.plumbline.component.Health;
import dev.plumbline.dashboards.store.DeliveryStore;
import dev.plumbline.dashboards.store.OpsDemandStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The HTTP server of the read API. */
public final class ReadApi implements AutoCloseable {

  private static final Duration QUIET = Duration.ZERO;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(3);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);
  // Nothing is posted here.
  private static final long REQUEST_BYTES = 16 * 1024L;

  private final Server server;

  private ReadApi(Server server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param address where; port 0 takes a free one
   * @param store what is asked about delivery
   * @param demand what is asked about ops demand
   * @param lag records not yet in the store
   * @param health of all parts
   * @param kafka bootstrap servers, to count the records of topics
   */
  public static ReadApi start(
      InetSocketAddress address,
      DeliveryStore store,
      OpsDemandStore demand,
      Supplier<CompletableFuture<Long>> lag,
      Supplier<Health> health,
      String kafka,
      MeterRegistry meters) {
    ServerBuilder builder =
        Server.builder()
            .http(address)
            .meterRegistry(meters)
            .maxRequestLength(REQUEST_BYTES)
            .requestTimeout(REQUEST_TIMEOUT)
            .gracefulShutdownTimeout(QUIET, LONGEST_STOP)
            .disableServerHeader()
            .errorHandler(new ApiErrors());
    get(builder, "/", new HomePage());
    get(builder, "/health", new HealthApi(health));
    get(builder, "/api/v1/lag", new LagApi(lag));
    get(builder, "/api/v1/topics", new TopicsApi(TopicCounter.on(kafka)));
    get(builder, "/api/v1/facts/changes", new ChangesApi(store));
    get(builder, "/api/v1/facts/pull-requests", new PullRequestsApi(store));
    get(builder, "/api/v1/facts/tickets", new TicketsApi(demand));
    get(builder, "/api/v1/metrics/dora", new DoraApi(store));
    get(builder, "/api/v1/metrics/ops-demand", new OpsDemandApi(demand));
    Server server = builder.build();
    server.start().join();
    return new ReadApi(server);
  }

  private static void get(ServerBuilder builder, String path, HttpService service) {
    builder.route().get(path).build(service);
  }

  /** The port that is listened on. */
  public int port() {
    return server.activeLocalPort();
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
