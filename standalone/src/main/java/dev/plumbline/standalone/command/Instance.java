package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.standalone.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A running instance, found by the port or the address of its page. */
final class Instance {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + Ports.DEFAULT_PAGE,
      description =
          "Port of the running instance's page on this machine. Default: ${DEFAULT-VALUE}.")
  private int port = Ports.DEFAULT_PAGE;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Address of the page, as http://host:port, instead of --port; ingest and pipeline metrics"
              + " are on the next two ports.")
  private @Nullable URI url;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with the token of an instance that was started with --token-file.")
  private @Nullable Path tokenFile;

  /** The instance on this machine whose page is on the port. */
  static Instance at(int port) {
    Instance instance = new Instance();
    instance.port = port;
    return instance;
  }

  /** The page and read API. */
  URI page(String path) {
    return address(0, path);
  }

  /** Collectors. */
  URI ingest(String path) {
    return address(1, path);
  }

  /** Health, lag and metrics of the calculation. */
  URI metrics(String path) {
    return address(2, path);
  }

  /** What to add to another command so that it speaks to the same instance. */
  String option() {
    String token = tokenFile == null ? "" : " --token-file " + tokenFile;
    if (url != null) {
      return " --url " + url + token;
    }
    return (port == Ports.DEFAULT_PAGE ? "" : " --port " + port) + token;
  }

  /** Answer to a GET, its body still to be read; the caller closes it. */
  InputStream get(URI address) {
    return send(request(address).GET().build());
  }

  /** Answer to a GET as JSON. */
  JsonNode getJson(URI address) {
    try (InputStream body = get(address)) {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw CommandFailure.failed("Expected JSON from " + address + ": " + e.getMessage());
    }
  }

  /** Answer to a POST of JSON, its body still to be read; the caller closes it. */
  InputStream post(URI address, JsonNode body) {
    return post(address, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Answer to a POST, its body still to be read; the caller closes it. */
  InputStream post(URI address, String contentType, byte[] body) {
    return send(
        request(address)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private HttpRequest.Builder request(URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    return tokenFile == null ? request : request.header("Authorization", "Bearer " + token());
  }

  private String token() {
    try {
      return Files.readString(Objects.requireNonNull(tokenFile)).strip();
    } catch (IOException e) {
      throw CommandFailure.notPossible(
          "Expected a file with a token at " + tokenFile + ", got " + e + ".");
    }
  }

  /** A query of all parameters that were given. */
  static String query(Map<String, ? extends @Nullable Object> parameters) {
    return parameters.entrySet().stream()
        .filter(parameter -> parameter.getValue() != null)
        .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
        .collect(Collectors.joining("&", "?", ""));
  }

  /** A value as it stands in an address. */
  static String encoded(@Nullable Object value) {
    return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8);
  }

  private URI address(int offset, String path) {
    URI base = url == null ? URI.create("http://127.0.0.1:" + port) : url;
    if (base.getHost() == null || base.getPort() < 0) {
      throw CommandFailure.notPossible("Expected --url as http://host:port, got " + base + ".");
    }
    return URI.create(
        base.getScheme() + "://" + base.getHost() + ":" + (base.getPort() + offset) + path);
  }

  private InputStream send(HttpRequest request) {
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() == OK) {
        return response.body();
      }
      try (InputStream body = response.body()) {
        throw CommandFailure.failed(error(response.statusCode(), request.uri(), body));
      }
    } catch (ConnectException e) {
      throw CommandFailure.notPossible(
          "Nothing runs at %s://%s; start it with ./plumbline up, or say where it is with --port N or --url URL."
              .formatted(request.uri().getScheme(), request.uri().getAuthority()));
    } catch (IOException e) {
      throw CommandFailure.failed(
          "Expected an answer from " + request.uri() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("Interrupted.");
    }
  }

  private static String lines(JsonNode errors) {
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    errors.forEach(error -> lines.add(error.asText()));
    return lines.toString();
  }

  private static String error(int status, URI address, InputStream body) {
    try {
      JsonNode answer = JSON.readTree(body);
      if (answer.path("errors").size() > 1) {
        return lines(answer.path("errors"));
      }
      if (answer.path("error").isTextual()) {
        return answer.path("error").textValue();
      }
    } catch (IOException e) {
      // Not one of ours; the status has to say it.
    }
    return "Expected 200 from " + address + ", got " + status + ".";
  }
}
