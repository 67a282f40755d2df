package dev.plumbline.dashboards.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.access.AccessToken;
import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Health;
import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.dashboards.store.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenGateTest {

  private static final String TOKEN = "correct-horse-battery-staple-0123456789";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;

  private static Database database;
  private static ReadApi api;

  @BeforeAll
  static void start() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    database = Database.at(TestPostgres.migratedDatabase());
    api =
        ReadApi.start(
            new InetSocketAddress("127.0.0.1", 0),
            database,
            new ReadApi.Options(AccessToken.readFrom(file), null),
            () -> CompletableFuture.completedFuture(0L),
            () -> new Health(Map.of("kafka", CheckResult.up())),
            "127.0.0.1:1",
            new SimpleMeterRegistry());
  }

  @AfterAll
  static void stop() {
    api.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/scopes",
        "/api/v1/freshness",
        "/api/v1/metrics/dora",
        "/api/v1/topics",
        "/",
        "/teams/x",
        "/definitions",
        "/none"
      })
  void shouldAnswerOnlyWithToken(String path) throws Exception {
    for (String wrong : new String[] {"Bearer x", "Basic " + TOKEN, TOKEN, "Bearer"}) {
      HttpResponse<String> refused = get(path, "Authorization", wrong);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body())
          .isEqualTo("{\"error\":\"Expected the instance's token as Authorization: Bearer\"}");
      assertThat(refused.headers().firstValue("www-authenticate"))
          .contains("Bearer realm=\"plumbline\"");
    }
    assertThat(get(path, "Authorization", "Bearer " + TOKEN).statusCode()).isNotEqualTo(401);
  }

  @Test
  void shouldTellHealthWithoutDetailsToAll() throws Exception {
    assertThat(get("/health", "Accept", "*/*").body()).isEqualTo("{\"status\":\"up\"}");
    assertThat(get("/health", "Authorization", "Bearer " + TOKEN).body()).contains("\"kafka\"");
  }

  @Test
  void shouldSignBrowsersIn() throws Exception {
    HttpResponse<String> form = get("/definitions?a=b", "Accept", "text/html,*/*;q=0.8");
    assertThat(form.statusCode()).isEqualTo(401);
    assertThat(form.headers().firstValue("content-security-policy")).isPresent();
    assertThat(form.body()).contains("action=\"/login\"", "value=\"/definitions?a=b\"");

    HttpResponse<String> wrong = login("token=wrong&next=%2Fdefinitions");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.headers().firstValue("set-cookie")).isEmpty();

    HttpResponse<String> right = login("token=" + TOKEN + "&next=%2Fdefinitions");
    assertThat(right.statusCode()).isEqualTo(303);
    assertThat(right.headers().firstValue("location")).contains("/definitions");
    String cookie = right.headers().firstValue("set-cookie").orElseThrow();
    assertThat(cookie)
        .containsIgnoringCase("; HttpOnly")
        .contains("SameSite=Lax", "Path=/", "Max-Age=43200")
        .doesNotContain(TOKEN);
    assertThat(get("/definitions", "Cookie", cookie.split(";")[0]).statusCode()).isEqualTo(200);
    assertThat(get("/definitions", "Cookie", cookie.split(";")[0] + "0").statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%2F%2Fother.example", "https%3A%2F%2Fother.example", "%2F%5Cother", "x"})
  void shouldSendNobodyElsewhere(String next) throws Exception {
    assertThat(login("token=" + TOKEN + "&next=" + next).headers().firstValue("location"))
        .contains("/");
  }

  private static HttpResponse<String> get(String path, String header, String value)
      throws Exception {
    return send(request(path).header(header, value).GET().build());
  }

  private static HttpResponse<String> login(String form) throws Exception {
    return send(
        request("/login")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path));
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
