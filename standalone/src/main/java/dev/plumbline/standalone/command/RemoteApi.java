package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else's API. Every address is made here from the one that was given: what answers say of
 * other addresses is not followed, nor are redirects, so that the token goes nowhere else.
 */
final class RemoteApi {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int LONGEST = 32 * 1024 * 1024;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final String base;
  private final @Nullable String token;
  private final Map<String, String> headers;

  /**
   * An API.
   *
   * @param url its address
   * @param tokenFile file with the token to bring, null for none
   * @param headers what else to say in every request
   */
  RemoteApi(URI url, @Nullable Path tokenFile, Map<String, String> headers) {
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      throw CommandFailure.notPossible(
          "Expected an address that begins with https:// or http://, got " + url + ".");
    }
    this.base = url.toString().replaceAll("/+$", "");
    this.token = tokenFile == null ? null : token(tokenFile);
    this.headers = headers;
  }

  private static String token(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw CommandFailure.notPossible(
          "Expected a file with a token at " + file + ", got " + e + ".");
    }
  }

  /**
   * Answer to a GET.
   *
   * @param path with its query, already encoded
   */
  JsonNode get(String path) {
    URI address = URI.create(base + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
    request.header("Accept", "application/json");
    headers.forEach(request::setHeader);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return content(address, response.statusCode(), body);
      }
    } catch (IOException e) {
      throw CommandFailure.failed("Expected an answer from " + address + ", got " + e + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("Interrupted.");
    }
  }

  private static JsonNode content(URI address, int status, InputStream body) throws IOException {
    if (status != OK) {
      throw CommandFailure.failed(
          "Expected 200 from %s, got %d%s."
              .formatted(
                  address,
                  status,
                  status / 100 == 3 ? "; redirects are not followed, name where it leads" : ""));
    }
    byte[] bytes = body.readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw CommandFailure.failed(
          "Expected at most %d bytes from %s, got more.".formatted(LONGEST, address));
    }
    return Instance.JSON.readTree(bytes);
  }
}
