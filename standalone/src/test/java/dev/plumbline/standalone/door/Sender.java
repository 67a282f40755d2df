package dev.plumbline.standalone.door;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Delivers as GitHub, Jira and PagerDuty do, signed with the secrets in a data folder. */
final class Sender {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final int port;
  private final Path data;

  /** Sends to ingest at the port. */
  Sender(int port, Path data) {
    this.port = port;
    this.data = data;
  }

  /** The n-th thing that happened to one issue. */
  static String issue(String number, long n) {
    return """
        {"action":"edited",
         "issue":{"id":%s,"number":1,"state":"open","title":"n%d",
           "created_at":"2026-01-01T00:00:00Z","updated_at":"%s",
           "user":{"login":"dev","id":5,"type":"User"},"labels":[]},
         "repository":{"id":9,"full_name":"acme/shop","default_branch":"main"},
         "sender":{"login":"dev","id":5,"type":"User"}}"""
        .formatted(number, n, Instant.ofEpochSecond(1_767_225_600L + n));
  }

  CompletableFuture<HttpResponse<String>> github(String event, String body) {
    return send(
        request("github", body)
            .header("X-GitHub-Event", event)
            .header("X-Hub-Signature-256", signature("github", body)));
  }

  CompletableFuture<HttpResponse<String>> jira(String body) {
    return send(request("jira", body).header("X-Hub-Signature", signature("jira", body)));
  }

  CompletableFuture<HttpResponse<String>> pagerDuty(String body) {
    String signature = signature("pagerduty", body).replace("sha256=", "v1=");
    return send(request("pagerduty", body).header("X-PagerDuty-Signature", signature));
  }

  /** Reports incidents with the token that an instance makes. */
  CompletableFuture<HttpResponse<String>> report(String body) {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events/incidents"))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + secret("incidents"))
            .POST(BodyPublishers.ofString(body)));
  }

  /** The id in an answer. */
  static String id(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body()).path("id").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpRequest.Builder request(String path, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/" + path))
        .timeout(Duration.ofSeconds(20))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), BodyHandlers.ofString());
  }

  String signature(String source, String body) {
    try {
      String secret = secret(source);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256="
          + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String secret(String source) {
    try {
      return Files.readAllLines(data.resolve("secrets").resolve(source)).get(0).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
