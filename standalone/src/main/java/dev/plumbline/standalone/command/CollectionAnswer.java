package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** What a collection says while it runs: lines of JSON, the last one with the outcome. */
final class CollectionAnswer {

  private CollectionAnswer() {}

  /**
   * Shows the progress and returns the result; closes the answer.
   *
   * @throws CommandFailure with the collection's own sentence if it failed
   */
  static JsonNode read(InputStream answer, PrintWriter err) {
    try (ProgressLine progress = ProgressLine.on(err);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode message = Instance.JSON.readTree(line);
        if (message.has("result")) {
          return message.get("result");
        }
        if (message.has("error")) {
          throw CommandFailure.failed(message.get("error").asText());
        }
        progress.show(
            message.path("phase").asText(),
            message.path("done").asLong(),
            message.path("total").asLong());
      }
    } catch (IOException e) {
      throw CommandFailure.failed("The collection broke off: " + e.getMessage());
    }
    throw CommandFailure.failed(
        "The collection broke off without a result; the instance's logs say why.");
  }
}
