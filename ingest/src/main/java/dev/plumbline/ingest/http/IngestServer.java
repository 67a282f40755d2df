package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.plumbline.access.AccessToken;
import dev.plumbline.component.Component;
import dev.plumbline.component.Health;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The HTTP server with its routes. */
public final class IngestServer implements AutoCloseable {

  /** Where incidents are reported. */
  static final String INCIDENTS = "/events/incidents";

  private static final long LONGEST_REQUEST = 64 * 1024;
  // GitHub gives up after as long.
  private static final Duration WEBHOOK_LIMIT = Duration.ofSeconds(10);

  private final RunningCollections running = new RunningCollections();
  private final List<? extends Component> parts;
  private final Intake intake;
  private final Server server;

  /**
   * A server that does not listen yet.
   *
   * @param port 0 for any free one
   * @param kinds the collections that can be asked for
   * @param parts what health asks
   * @param token what lets operators in from other machines, null for none
   */
  public IngestServer(
      String host,
      int port,
      List<CollectionKind> kinds,
      Door door,
      List<? extends Component> parts,
      @Nullable AccessToken token) {
    this.parts = parts;
    DoorMeters meters = new DoorMeters(door.meters(), door.spool(), door.stranded());
    this.intake = new Intake(door.spool(), meters, door.clock());
    ExpectedHost expected = new ExpectedHost(host);
    QuarantineResource quarantine =
        new QuarantineResource(door.quarantine(), door.stranded(), door.replay(), expected);
    ServerBuilder builder =
        Server.builder()
            .http(new InetSocketAddress(host, port))
            .maxRequestLength(LONGEST_REQUEST)
            .decorator(new AdminGate(token))
            .errorHandler(new PlainErrors())
            .disableServerHeader()
            .gracefulShutdownTimeout(Duration.ZERO, Duration.ofSeconds(5))
            .route()
            .get("/health")
            .build(healthService())
            .route()
            .get("/quarantine")
            .build(quarantine)
            .route()
            .post("/quarantine/replay")
            .build(quarantine)
            .route()
            .pathPrefix("/webhooks/")
            // The resource counts by itself: each source has a length of its own.
            .maxRequestLength(0)
            .requestTimeout(WEBHOOK_LIMIT)
            .build(new WebhookResource(door.sources(), intake, meters))
            .route()
            .path(INCIDENTS)
            .maxRequestLength(0)
            .requestTimeout(WEBHOOK_LIMIT)
            .build(new IncidentsResource(door.sources(), intake, meters));
    for (CollectionKind kind : kinds) {
      builder
          .route()
          .post(kind.path())
          .maxRequestLength(kind.longestBody())
          .build(new CollectionResource(kind, expected, running));
    }
    this.server = builder.build();
  }

  /** What all parts answer. */
  Health health() {
    return Health.of(parts);
  }

  private HttpService healthService() {
    return (context, request) ->
        HttpResponse.of(this::answerHealth, context.blockingTaskExecutor());
  }

  private HttpResponse answerHealth() {
    Health health = health();
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

  /** Bytes of deliveries that are being read or written and have no answer yet. */
  long unansweredBytes() {
    return intake.unansweredBytes();
  }

  /**
   * Refuses webhooks, ends running collections, so that each can still tell its client, then stops
   * listening.
   */
  @Override
  public void close() {
    intake.beginClosing();
    running.close();
    server.stop().join();
  }
}
