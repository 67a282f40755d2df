package dev.plumbline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Component;
import dev.plumbline.ingest.collection.ArchiveCollector;
import dev.plumbline.ingest.collection.ArchiveRequest;
import dev.plumbline.ingest.collection.ArchiveResult;
import dev.plumbline.ingest.collection.ArchiveResult.LineProblem;
import dev.plumbline.ingest.collection.CollectionCancelledException;
import dev.plumbline.ingest.collection.CollectionException;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionPhase;
import dev.plumbline.ingest.collection.CollectionRequest;
import dev.plumbline.ingest.collection.CollectionResult;
import dev.plumbline.ingest.collection.Collector;
import dev.plumbline.ingest.collection.InMemoryTopics;
import dev.plumbline.ingest.collection.NativeRepository;
import dev.plumbline.ingest.collection.RepositoryRecords;
import dev.plumbline.ingest.delivery.Fixtures;
import dev.plumbline.ingest.drain.DrainMeters;
import dev.plumbline.ingest.drain.InMemoryKafka;
import dev.plumbline.ingest.drain.QuarantineReplay;
import dev.plumbline.ingest.drain.TitleMapper;
import dev.plumbline.ingest.organisation.OrganisationCollector;
import dev.plumbline.ingest.source.Sources;
import dev.plumbline.ingest.source.SourcesConfig;
import dev.plumbline.ingest.spool.Spool;
import dev.plumbline.ingest.spool.SpoolConfig;
import dev.plumbline.ingest.spool.StrandedDeliveries;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // for a server takes two seconds to stop
class IngestServerTest {

  private static final String BODY =
      """
      {"kind":"git","location":"/srv/example.git","repository":"plumbline/example",
       "service":"checkout","deploymentsFromTags":"v\\\\d+","since":"2025-01-01"}
      """;
  private static final CollectionResult RESULT = new CollectionResult(3, 2, 1, 0, 7);

  @TempDir static Path data;

  private Spool spool;
  private final InMemoryTopics topics = new InMemoryTopics();
  private IngestServer server;
  private CountDownLatch started;
  private CountDownLatch mayEnd;
  private CompletableFuture<CollectionRequest> seen;
  private CompletableFuture<Boolean> cancelled;
  private volatile CheckResult kafka;
  private volatile Collector collector;
  private volatile ArchiveCollector archive;

  @BeforeAll
  void startServer() {
    spool = Spool.open(SpoolConfig.byDefault(data), Clock.systemUTC());
    server = newServer();
  }

  /** One without sources. */
  private Door closedDoor() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    InMemoryKafka quarantine = new InMemoryKafka();
    StrandedDeliveries stranded = StrandedDeliveries.open(data.resolve("stranded"), 1);
    return new Door(
        Sources.open(new SourcesConfig(data, List.of(), false)),
        spool,
        stranded,
        quarantine,
        new QuarantineReplay(
            quarantine, stranded, new TitleMapper(), quarantine, new DrainMeters(meters)),
        meters,
        Clock.systemUTC());
  }

  private IngestServer newServer() {
    OrganisationCollector organisation =
        new OrganisationCollector(
            topics, () -> topics, new RepositoryRecords(), Fixtures.pseudonyms());
    IngestServer started =
        new IngestServer(
            "127.0.0.1",
            0,
            List.of(
                new GitCollection((request, listener) -> collector.collect(request, listener)),
                new GithubEventsCollection(
                    (request, listener) -> archive.collect(request, listener)),
                new OrganisationCollection(organisation, false),
                new OrganisationCollection(organisation, true)),
            closedDoor(),
            List.of(new Part()),
            null);
    started.start();
    return started;
  }

  @BeforeEach
  void forget() {
    started = new CountDownLatch(1);
    mayEnd = new CountDownLatch(1);
    seen = new CompletableFuture<>();
    cancelled = new CompletableFuture<>();
    kafka = CheckResult.up();
    collector = this::collectAtOnce;
  }

  @AfterEach
  void endCollection() {
    mayEnd.countDown();
  }

  @AfterAll
  void stopServer() {
    server.close();
    spool.close();
  }

  @Test
  void shouldStreamProgressThenResult() {
    AggregatedHttpResponse answer = post(BODY).aggregate().join();

    assertThat(answer.status()).isEqualTo(HttpStatus.OK);
    assertThat(answer.contentType().toString()).isEqualTo("application/x-ndjson");
    assertThat(answer.contentUtf8().lines())
        .containsExactly(
            "{\"phase\":\"commits\",\"done\":0,\"total\":100}",
            "{\"phase\":\"commits\",\"done\":100,\"total\":100}",
            "{\"result\":{\"commits\":3,\"deployments\":2,\"withdrawn\":1,\"skippedTags\":0,\"knownCommits\":7}}");
  }

  @Test
  void shouldReadRequestWithDefaults() {
    post(BODY).aggregate().join();

    CollectionRequest request = seen.join();
    assertThat(request.location()).isEqualTo("/srv/example.git");
    assertThat(request.environment()).isEqualTo("production");
    assertThat(String.valueOf(request.deploymentsFromTags())).isEqualTo("v\\d+");
    assertThat(request.since()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
  }

  @Test
  void shouldTellAllThatIsWrong() {
    AggregatedHttpResponse answer =
        post("{\"kind\":\"svn\",\"location\":\"here\",\"servise\":\"a\",\"service\":\"a b\","
                + "\"deploymentsFromTags\":\"(\",\"since\":\"yesterday\"}")
            .aggregate()
            .join();

    assertThat(answer.status()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.contentUtf8())
        .contains("Unknown field servise, did you mean \\\"service\\\"?")
        .contains("Expected kind")
        .contains("Expected location")
        .contains("Expected repository")
        .contains("Expected service")
        .contains("Expected deploymentsFromTags")
        .contains("Expected since");
  }

  @Test
  void shouldRefuseWhatIsNoJsonObject() {
    for (String body : List.of("", "[]", "{", "{\"kind\":\"git\",\"kind\":\"git\"}", "{} {}")) {
      assertThat(post(body).aggregate().join().status()).isEqualTo(HttpStatus.BAD_REQUEST);
    }
  }

  @Test
  void shouldRefuseOtherContentTypes() {
    HttpResponse answer =
        client()
            .execute(HttpRequest.of(HttpMethod.POST, "/collections", MediaType.PLAIN_TEXT, BODY));

    assertThat(answer.aggregate().join().status()).isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    assertThat(seen).isNotDone();
  }

  @Test
  void shouldRefuseHostOfStranger() {
    assertThat(statusFor("attacker.example:" + server.port())).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(statusFor("127.0.0.1.attacker.example")).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(seen).isNotDone();
    assertThat(statusFor("localhost:" + server.port())).isEqualTo(HttpStatus.OK);
    assertThat(statusFor("[::1]:" + server.port())).isEqualTo(HttpStatus.OK);
  }

  private HttpStatus statusFor(String host) {
    RequestHeaders headers =
        RequestHeaders.builder(HttpMethod.POST, "/collections")
            .contentType(MediaType.JSON)
            .add(HttpHeaderNames.HOST, host)
            .build();
    return client()
        .execute(HttpRequest.of(headers, HttpData.ofUtf8(BODY)))
        .aggregate()
        .join()
        .status();
  }

  @Test
  void shouldRefuseSecondCollectionOfRepositoryWhileOneRuns() throws Exception {
    collector = this::collectUntilToldToEnd;
    CompletableFuture<AggregatedHttpResponse> first = post(BODY).aggregate();
    started.await();

    AggregatedHttpResponse second = post(BODY).aggregate().join();

    assertThat(second.status()).isEqualTo(HttpStatus.CONFLICT);
    mayEnd.countDown();
    assertThat(first.join().contentUtf8()).contains("result");
    assertThat(post(BODY).aggregate().join().status()).isEqualTo(HttpStatus.OK);
  }

  @Test
  void shouldAnswerFailureWithSentence() {
    collector =
        (request, listener) -> {
          throw new CollectionException("Expected a Git repository at /srv, there is none");
        };

    assertThat(post(BODY).aggregate().join().contentUtf8())
        .isEqualTo("{\"error\":\"Expected a Git repository at /srv, there is none\"}\n");
  }

  @Test
  void shouldCancelWhenClientLeaves() throws Exception {
    collector = this::collectUntilCancelled;
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /collections HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: %d\r\n\r\n";
      out.write((head.formatted(BODY.length()) + BODY).getBytes(StandardCharsets.UTF_8));
      out.flush();
      started.await();
    }

    assertThat(cancelled.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldCancelAndTellClientWhenServerCloses() throws Exception {
    collector = this::collectUntilCancelled;
    IngestServer closing = newServer();
    CompletableFuture<AggregatedHttpResponse> answer = post(closing, BODY).aggregate();
    started.await();

    closing.close();

    assertThat(answer.get(10, TimeUnit.SECONDS).contentUtf8()).contains("cancelled");
  }

  @Test
  void shouldCollectOrganisationFile() {
    AggregatedHttpResponse answer =
        postFile(
            """
            schema: idp-impact/v1
            organisation: {id: acme}
            teams:
              - {id: search, owns: {services: [index]}}
            services:
              - {id: index, repository: acme/index}
            """);

    assertThat(answer.status()).isEqualTo(HttpStatus.OK);
    assertThat(answer.contentType().toString()).isEqualTo("application/x-ndjson");
    assertThat(answer.contentUtf8())
        .contains("{\"phase\":\"organisation\",\"done\":7,\"total\":7}")
        .contains("\"teams\":{\"total\":1,\"sent\":1,\"removed\":0}");
  }

  @Test
  void shouldTellLinesOfWrongOrganisationFile() {
    AggregatedHttpResponse answer =
        postFile("schema: idp-impact/v1\norganisation: {id: acme}\nteems: []\n");

    assertThat(answer.status()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.contentUtf8())
        .contains("line 3: unknown key \\\"teems\\\" in the file, did you mean \\\"teams\\\"?");
  }

  @Test
  void shouldGuardOrganisationFileLikeCollections() {
    HttpRequest json =
        HttpRequest.of(HttpMethod.POST, "/collections/organisation", MediaType.JSON, "{}");
    RequestHeaders stranger =
        RequestHeaders.builder(HttpMethod.POST, "/collections/organisation")
            .contentType(OrganisationCollection.YAML)
            .add(HttpHeaderNames.HOST, "attacker.example")
            .build();

    assertThat(client().execute(json).aggregate().join().status())
        .isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    assertThat(
            client()
                .execute(HttpRequest.of(stranger, HttpData.ofUtf8("schema: x")))
                .aggregate()
                .join()
                .status())
        .isEqualTo(HttpStatus.FORBIDDEN);
  }

  private AggregatedHttpResponse postFile(String file) {
    return client()
        .execute(
            HttpRequest.of(
                HttpMethod.POST, "/collections/organisation", OrganisationCollection.YAML, file))
        .aggregate()
        .join();
  }

  @Test
  void shouldCollectArchive() {
    CompletableFuture<ArchiveRequest> asked = new CompletableFuture<>();
    archive =
        (request, listener) -> {
          asked.complete(request);
          listener.progressed(CollectionPhase.BYTES, 10, 100);
          return new ArchiveResult(
              1, 2, 3, 4, 5, 1, 0, 6, List.of(new LineProblem(7, "Expected more, got nothing")));
        };

    AggregatedHttpResponse answer =
        post(server, "/collections/github-events", "{\"location\":\"/srv/a.gz\"}")
            .aggregate()
            .join();

    assertThat(asked).isCompletedWithValue(new ArchiveRequest(Path.of("/srv/a.gz"), "github"));
    assertThat(answer.contentUtf8().lines())
        .containsExactly(
            "{\"phase\":\"bytes\",\"done\":10,\"total\":100}",
            "{\"result\":{\"pullRequests\":1,\"issues\":2,\"releases\":3,\"pushes\":4,"
                + "\"ignored\":5,\"unusable\":1,\"blank\":0,\"commits\":6,\"problems\":"
                + "[{\"line\":7,\"reason\":\"Expected more, got nothing\"}]}}");
  }

  @Test
  void shouldSayAllThatIsWrongWithRequestForArchive() {
    AggregatedHttpResponse answer =
        post(
                server,
                "/collections/github-events",
                "{\"location\":\"a.gz\",\"source\":\"Git Hub\",\"sorce\":1}")
            .aggregate()
            .join();

    assertThat(answer.status()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.contentUtf8())
        .contains("Unknown field sorce, did you mean \\\"source\\\"?")
        .contains("Expected location to be an absolute path")
        .contains("Expected source to be 1 to 64 lower-case letters, digits and hyphens");
  }

  @Test
  void shouldReadOtherNamesOfRepository() {
    post(BODY.replace("\"since\"", "\"alsoKnownAs\":[\"ghe:shop/checkout\"],\"since\""))
        .aggregate()
        .join();

    assertThat(seen.join().alsoKnownAs())
        .containsExactly(new NativeRepository("ghe", "shop/checkout"));
    assertThat(
            post(BODY.replace("\"since\"", "\"alsoKnownAs\":[\"shop\"],\"since\""))
                .aggregate()
                .join()
                .contentUtf8())
        .contains("Expected alsoKnownAs to list names such as github:acme/shop");
  }

  @Test
  void shouldAnswerHealthOfParts() {
    assertThat(client().get("/health").aggregate().join().status()).isEqualTo(HttpStatus.OK);

    kafka = CheckResult.down("nobody there");

    AggregatedHttpResponse answer = client().get("/health").aggregate().join();
    assertThat(answer.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(answer.contentUtf8()).contains("\"kafka\":\"down: nobody there\"");
  }

  private WebClient client() {
    return client(server);
  }

  private static WebClient client(IngestServer server) {
    return WebClient.of("h1c://127.0.0.1:" + server.port());
  }

  private HttpResponse post(String body) {
    return post(server, body);
  }

  private static HttpResponse post(IngestServer server, String body) {
    return post(server, "/collections", body);
  }

  private static HttpResponse post(IngestServer server, String path, String body) {
    return client(server).execute(HttpRequest.of(HttpMethod.POST, path, MediaType.JSON, body));
  }

  private CollectionResult collectAtOnce(CollectionRequest request, CollectionListener listener) {
    seen.complete(request);
    for (int done = 0; done <= 100; done++) {
      listener.progressed(CollectionPhase.COMMITS, done, 100);
    }
    return RESULT;
  }

  private CollectionResult collectUntilToldToEnd(
      CollectionRequest request, CollectionListener listener) {
    started.countDown();
    await().until(() -> mayEnd.getCount() == 0);
    return RESULT;
  }

  private CollectionResult collectUntilCancelled(
      CollectionRequest request, CollectionListener listener) {
    started.countDown();
    await().until(listener::isCancelled);
    cancelled.complete(true);
    throw new CollectionCancelledException();
  }

  private final class Part implements Component {

    @Override
    public String name() {
      return "kafka";
    }

    @Override
    public CheckResult check() {
      return kafka;
    }

    @Override
    public void close() {}
  }
}
