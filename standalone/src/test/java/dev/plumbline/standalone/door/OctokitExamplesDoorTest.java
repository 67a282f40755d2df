package dev.plumbline.standalone.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.ingest.github.OctokitExamples;
import dev.plumbline.ingest.github.OctokitExamples.Example;
import dev.plumbline.standalone.running.Commands;
import dev.plumbline.standalone.running.Computed;
import dev.plumbline.standalone.running.Records;
import dev.plumbline.standalone.running.Rows;
import dev.plumbline.standalone.running.SharedInstance;
import dev.plumbline.standalone.running.SharedInstance.Running;
import dev.plumbline.topic.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** GitHub's published examples, through the front door of a real instance. */
@ExtendWith(SharedInstance.class)
class OctokitExamplesDoorTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 40;

  @Test
  @DisplayName(
      "Every published example of a GitHub webhook, signed, is answered 2xx, none is quarantined,"
          + " and all of them again change nothing")
  void shouldTakeEveryPublishedExample(Running instance) throws Exception {
    // The folder of the module whose tests fetch them, too: once for a build.
    List<Example> examples = OctokitExamples.fetch(Path.of("..", "ingest", "target"));
    Commands commands = instance.commands();
    commands.awaitDeliveriesSettled();
    String quarantine = commands.get(1, "/quarantine").body();
    int deadLetters = deadLetters(instance);
    double used = used(commands);
    Set<String> pullRequests = pullRequests(instance);
    Set<String> tickets = tickets(instance);

    int accepted = send(instance, examples, "");
    commands.awaitDeliveriesSettled();

    assertThat(examples).hasSizeGreaterThan(400);
    assertThat(accepted).isEqualTo(distinct(examples));
    assertThat(used(commands)).isEqualTo(used + accepted);
    Set<String> newPullRequests = pullRequests(instance);
    newPullRequests.removeAll(pullRequests);
    assertThat(newPullRequests).isEqualTo(countedPullRequests(examples));
    Set<String> newTickets = tickets(instance);
    newTickets.removeAll(tickets);
    assertThat(newTickets).isEqualTo(countedTickets(examples));

    Computed once = Computed.of(instance);
    assertThat(send(instance, examples, "")).as("accepted the second time").isZero();
    // The same in other bytes is no duplicate to the door, and has to be none to what follows.
    assertThat(send(instance, examples, "\n")).isEqualTo(accepted);
    commands.awaitDeliveriesSettled();

    assertThat(used(commands)).isEqualTo(used + 2 * accepted);
    assertThat(Computed.of(instance)).isEqualTo(once);
    assertThat(commands.get(1, "/quarantine").body()).isEqualTo(quarantine);
    assertThat(deadLetters(instance)).isEqualTo(deadLetters);
  }

  /** Sends all, with something behind each body; returns how many were new. */
  private static int send(Running instance, List<Example> examples, String suffix) {
    Sender sender = new Sender(instance.commands().port() + 1, instance.folder());
    Map<String, String> refused = new TreeMap<>();
    int accepted = 0;
    for (int from = 0; from < examples.size(); from += AT_ONCE) {
      List<Example> some = examples.subList(from, Math.min(from + AT_ONCE, examples.size()));
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (Example example : some) {
        answers.add(sender.github(example.event(), body(example) + suffix));
      }
      for (int sent = 0; sent < some.size(); sent++) {
        HttpResponse<String> answer = answers.get(sent).join();
        if (answer.statusCode() / 100 != 2) {
          refused.put(some.get(sent).toString(), answer.statusCode() + " " + answer.body());
        }
        accepted += answer.body().contains("\"accepted\"") ? 1 : 0;
      }
    }
    assertThat(refused).isEmpty();
    return accepted;
  }

  private static String body(Example example) {
    return new String(example.body(), StandardCharsets.UTF_8);
  }

  /** Versions of GitHub's server share some examples, to the byte. */
  private static int distinct(List<Example> examples) {
    Set<String> distinct = new HashSet<>();
    examples.forEach(example -> distinct.add(example.event() + body(example)));
    return distinct.size();
  }

  private static double used(Commands commands) {
    return commands.metric("ingest_mapped_total") + commands.metric("ingest_ignored_total");
  }

  private static int deadLetters(Running instance) {
    return new Records(instance.addresses().kafka()).read(Topics.DEAD_LETTERS).size();
  }

  private static Set<String> pullRequests(Running instance) {
    return new TreeSet<>(
        new Rows(instance.addresses().postgres())
            .of("select repository || '#' || pull_request from plumbline.pull_requests"));
  }

  private static Set<String> tickets(Running instance) {
    return new TreeSet<>(
        new Rows(instance.addresses().postgres())
            .of("select ticket from plumbline.tickets where source = 'github'"));
  }

  private static Set<String> countedPullRequests(List<Example> examples) throws IOException {
    Set<String> counted = new TreeSet<>();
    for (Example example : examples) {
      if (example.event().equals("pull_request") || example.event().equals("pull_request_review")) {
        JsonNode body = JSON.readTree(example.body());
        counted.add(
            body.at("/repository/full_name").asText() + "#" + body.at("/pull_request/number"));
      }
    }
    return counted;
  }

  /** Issues, without those that were taken away. */
  private static Set<String> countedTickets(List<Example> examples) throws IOException {
    Map<String, Boolean> isThere = new HashMap<>();
    for (Example example : examples) {
      JsonNode body = JSON.readTree(example.body());
      if (example.event().equals("issues") && !body.at("/issue").has("pull_request")) {
        boolean isTakenAway =
            Set.of("deleted", "transferred").contains(body.at("/action").asText());
        isThere.merge(body.at("/issue/id").asText(), !isTakenAway, Boolean::logicalAnd);
      }
    }
    isThere.values().removeIf(there -> !there);
    return new TreeSet<>(isThere.keySet());
  }
}
