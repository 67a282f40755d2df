package dev.plumbline.operations;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks an address of this machine for health and ends with status 0 if the answer is 200, with 1 if
 * it is not: for containers, whose images have no program that could ask.
 */
public final class HealthCheck {

  private static final int UNHEALTHY = 1;
  private static final int WRONG_USAGE = 2;
  private static final int OK = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private HealthCheck() {}

  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("Expected one address, such as http://127.0.0.1:8080/health");
      System.exit(WRONG_USAGE);
    }
    String problem = problem(arguments[0]);
    if (!problem.isEmpty()) {
      System.err.println(problem);
      System.exit(UNHEALTHY);
    }
  }

  /** What is wrong, empty if nothing is. */
  static String problem(String address) {
    try {
      HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == OK ? "" : answer.statusCode() + " " + answer.body();
    } catch (IllegalArgumentException | IOException e) {
      return "Expected an answer from " + address + ": " + e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "Interrupted";
    }
  }
}
