package dev.plumbline.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Speaks to ingest as anybody outside has to: HTTP with signatures. Thread-safe. */
final class FrontDoorClient {

  /**
   * What the front door said to a delivery.
   *
   * @param id the delivery's, by which its events can be told
   * @param isNew false for one that was accepted before
   */
  record Accepted(String id, boolean isNew) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int UNAVAILABLE = 503;
  private static final int TRIES = 20;
  private static final long PAUSE_MILLIS = 500;

  private final HttpClient client =
      HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final URI ingest;
  private final Signatures signatures;

  FrontDoorClient(URI ingest, Signatures signatures) {
    this.ingest = ingest;
    this.signatures = signatures;
  }

  /**
   * Sends a delivery, again while the door is too busy. Completes with an {@link
   * IllegalStateException} if it is refused.
   */
  CompletableFuture<Accepted> send(DemoDelivery delivery) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(ingest.resolve("/webhooks/" + delivery.source()))
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .header(Signatures.header(delivery.source()), signatures.of(delivery))
            .POST(BodyPublishers.ofByteArray(delivery.body()));
    delivery.headers().forEach(request::header);
    return send(request.build(), TRIES);
  }

  private CompletableFuture<Accepted> send(HttpRequest request, int tries) {
    return client
        .sendAsync(request, BodyHandlers.ofByteArray())
        .thenCompose(
            answer ->
                answer.statusCode() == UNAVAILABLE && tries > 1
                    ? CompletableFuture.supplyAsync(
                            () -> request,
                            CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                        .thenCompose(again -> send(again, tries - 1))
                    : CompletableFuture.supplyAsync(() -> accepted(answer), Runnable::run));
  }

  private static Accepted accepted(HttpResponse<byte[]> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "Expected the front door to accept a delivery, got %d: %s"
              .formatted(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8)));
    }
    JsonNode body = json(answer.body());
    return new Accepted(
        body.path("id").asText(), !"duplicate".equals(body.path("status").asText()));
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new IllegalStateException("Expected JSON from the front door", e);
    }
  }

  /**
   * Has something collected; returns the result when it is done.
   *
   * @throws IllegalStateException with the collection's own sentence if it fails
   */
  JsonNode collect(String path, String contentType, String body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(ingest.resolve(path))
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body))
            .build();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                client.send(request, BodyHandlers.ofInputStream()).body(),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode message = JSON.readTree(line);
        if (message.has("result")) {
          return message.get("result");
        }
        if (message.has("error")) {
          throw new IllegalStateException(message.get("error").asText());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("Expected a result of " + path + ": " + e.getMessage(), e);
    }
    throw new IllegalStateException("Expected a result of " + path + ", got none");
  }
}
