package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.plumbline.component.Component;
import dev.plumbline.component.Health;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

/** The HTTP server with its routes. */
public final class IngestServer implements AutoCloseable {

  private final RunningCollections running = new RunningCollections();
  private final List<? extends Component> parts;
  private final Server server;

  /**
   * A server that does not listen yet.
   *
   * @param port 0 for any free one
   * @param kinds the collections that can be asked for
   * @param parts what health asks
   */
  public IngestServer(
      String host, int port, List<CollectionKind> kinds, List<? extends Component> parts) {
    this.parts = parts;
    ServerBuilder builder =
        Server.builder()
            .http(new InetSocketAddress(host, port))
            .gracefulShutdownTimeout(Duration.ZERO, Duration.ofSeconds(5))
            .route()
            .get("/health")
            .build(health());
    for (CollectionKind kind : kinds) {
      builder
          .route()
          .post(kind.path())
          .maxRequestLength(kind.longestBody())
          .build(new CollectionResource(kind, new ExpectedHost(host), running));
    }
    this.server = builder.build();
  }

  private HttpService health() {
    return (context, request) ->
        HttpResponse.of(this::answerHealth, context.blockingTaskExecutor());
  }

  private HttpResponse answerHealth() {
    Health health = Health.of(parts);
    HttpStatus status = health.isUp() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    return Answers.json(status, HttpData.ofUtf8(health.toJson()));
  }

  /**
   * Listens.
   *
   * @throws IllegalStateException if the address cannot be had
   */
  public void start() {
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw new IllegalStateException("Cannot listen: " + e.getCause(), e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.activeLocalPort();
  }

  /** Ends running collections, so that each can still tell its client, then stops listening. */
  @Override
  public void close() {
    running.close();
    server.stop().join();
  }
}
