package dev.plumbline.dashboards.http;

import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.plumbline.access.AccessToken;
import dev.plumbline.component.Health;
import dev.plumbline.dashboards.page.PageReader;
import dev.plumbline.dashboards.page.Pages;
import dev.plumbline.dashboards.store.Database;
import dev.plumbline.dashboards.store.DeliveryStore;
import dev.plumbline.dashboards.store.DeploymentStore;
import dev.plumbline.dashboards.store.DoctorStore;
import dev.plumbline.dashboards.store.ExplainStore;
import dev.plumbline.dashboards.store.OpsDemandStore;
import dev.plumbline.dashboards.store.PageStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The HTTP server of the page and the read API. */
public final class ReadApi implements AutoCloseable {

  private static final Duration QUIET = Duration.ZERO;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(3);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);
  // Nothing is posted here.
  private static final long REQUEST_BYTES = 16 * 1024L;

  /**
   * What may be set and need not.
   *
   * @param token what everybody must have who asks, null to answer everybody
   * @param grafana address of Grafana for the page to link to, null for none
   */
  public record Options(@Nullable AccessToken token, @Nullable String grafana) {

    /** Nothing is set. */
    public static final Options NONE = new Options(null, null);
  }

  private final Server server;

  private ReadApi(Server server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param address where; port 0 takes a free one
   * @param database what is asked
   * @param options what may be set and need not
   * @param lag records not yet in the store
   * @param health of all parts
   * @param kafka bootstrap servers, to count the records of topics
   */
  public static ReadApi start(
      InetSocketAddress address,
      Database database,
      Options options,
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
    Clock clock = Clock.systemUTC();
    AccessToken token = options.token();
    TokenGate gate = token == null ? null : new TokenGate(token, clock);
    if (gate != null) {
      gate.guard(builder);
    }
    DeliveryStore store = new DeliveryStore(database);
    OpsDemandStore demand = new OpsDemandStore(database);
    DeploymentStore deployments = new DeploymentStore(database);
    ExplainStore explain = new ExplainStore(database);
    RequestedScope scopes = new RequestedScope(store, explain);
    PageStore pageStore = new PageStore(database);
    new PageApi(new Pages(new PageReader(pageStore), options.grafana()), lag, clock).addTo(builder);
    get(builder, "/health", new HealthApi(health, request -> gate == null || gate.admits(request)));
    get(builder, "/api/v1/lag", new LagApi(lag));
    get(builder, "/api/v1/freshness", new FreshnessApi(pageStore, lag));
    get(builder, "/api/v1/scopes", new ScopesApi(store));
    DoctorApi doctor = new DoctorApi(new DoctorStore(database), TopicCounter.on(kafka), clock);
    new TrustPages(explain, scopes, doctor::examine, clock).addTo(builder);
    get(builder, "/api/v1/doctor", doctor);
    get(builder, "/api/v1/topics", new TopicsApi(TopicCounter.on(kafka)));
    get(builder, "/api/v1/facts/changes", new ChangesApi(store));
    get(
        builder,
        "/api/v1/facts/deployments",
        new DeploymentsApi(DeploymentStore.DEPLOYMENT_COLUMNS, deployments::deployments, store));
    get(
        builder,
        "/api/v1/facts/failures",
        new DeploymentsApi(DeploymentStore.FAILURE_COLUMNS, deployments::failures, store));
    get(
        builder,
        "/api/v1/facts/incidents",
        new DeploymentsApi(DeploymentStore.INCIDENT_COLUMNS, deployments::incidents, store));
    get(builder, "/api/v1/facts/pull-requests", new PullRequestsApi(store));
    get(builder, "/api/v1/facts/tickets", new TicketsApi(demand));
    get(builder, "/api/v1/metrics/dora", new DoraApi(store));
    get(builder, "/api/v1/metrics/ops-demand", new OpsDemandApi(demand));
    get(builder, "/api/v1/metrics/recovery", new RecoveryApi(explain, scopes));
    get(builder, "/api/v1/levels", new LevelsApi(explain, scopes));
    get(builder, "/api/v1/explain/{metric}", new ExplainApi(explain, scopes));
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
