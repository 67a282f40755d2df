package dev.plumbline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.Server;
import dev.plumbline.access.AccessToken;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminGateTest {

  private static final String TOKEN = "correct-horse-battery-staple-0123456789";

  @TempDir private Path folder;

  private Server server;

  @BeforeEach
  void start() throws Exception {
    start(AccessToken.readFrom(Files.writeString(folder.resolve("token"), TOKEN)));
  }

  private void start(AccessToken token) {
    server =
        Server.builder()
            .http(0)
            .serviceUnder(
                "/",
                (context, request) ->
                    HttpResponse.of(AdminGate.isAdmitted(context) ? "admitted" : "not admitted"))
            .decorator(new AdminGate(token))
            .build();
    server.start().join();
  }

  @AfterEach
  void stop() {
    server.stop().join();
  }

  @Test
  void shouldLetThisMachineIn() {
    assertThat(ask("/collections", "accept", "*/*").contentUtf8()).isEqualTo("not admitted");
  }

  @Test
  void shouldAskOthersForTheToken() {
    AggregatedHttpResponse refused = ask("/collections", "x-forwarded-for", "203.0.113.5");
    assertThat(refused.status()).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(refused.contentUtf8())
        .isEqualTo("{\"error\":\"Expected the instance's token as Authorization: Bearer\"}");
    assertThat(ask("/quarantine", "forwarded", "for=203.0.113.5").status())
        .isEqualTo(HttpStatus.UNAUTHORIZED);

    assertThat(
            ask(
                    "/collections",
                    "x-forwarded-for",
                    "203.0.113.5",
                    "authorization",
                    "Bearer " + TOKEN)
                .contentUtf8())
        .isEqualTo("admitted");
  }

  @Test
  void shouldLetWebhooksAndHealthInFromEverywhere() {
    for (String path : new String[] {"/webhooks/github", "/health"}) {
      assertThat(ask(path, "x-forwarded-for", "203.0.113.5").status()).isEqualTo(HttpStatus.OK);
    }
  }

  @Test
  void shouldLetNobodyElseInWithoutToken() {
    stop();
    start(null);
    assertThat(
            ask("/collections", "x-forwarded-for", "1.2.3.4", "authorization", "Bearer ").status())
        .isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(ask("/collections", "accept", "*/*").status()).isEqualTo(HttpStatus.OK);
  }

  private AggregatedHttpResponse ask(String path, CharSequence... headers) {
    var request = RequestHeaders.builder(HttpMethod.POST, path);
    for (int i = 0; i < headers.length; i += 2) {
      request.add(headers[i], headers[i + 1].toString());
    }
    return WebClient.of("http://127.0.0.1:" + server.activeLocalPort())
        .execute(request.build())
        .aggregate()
        .join();
  }
}
