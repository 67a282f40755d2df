package dev.plumbline.standalone.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.standalone.running.Computed;
import dev.plumbline.standalone.running.Rows;
import dev.plumbline.standalone.running.SharedInstance;
import dev.plumbline.standalone.running.SharedInstance.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * From a signed webhook to a row in Postgres. How long that takes is printed; what fails is {@code
 * plumbline.row}, in seconds, which is no measure of the product but of the slowest machine that
 * builds it.
 */
@ExtendWith(SharedInstance.class)
class WebhookToRowTest {

  private static final Path PAYLOADS = Path.of("..", "ingest", "src", "test", "resources");
  private static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("plumbline.row", 20));
  private static final String REPOSITORY = "webhook-row/shop";
  private static final String OPENED = "OPEN,t,2026-03-01T08:00:00,-,-";
  private static final String QUEUE = "WEBHOOKROW";

  @Test
  @DisplayName(
      "A pull request's signed webhook is a row in Postgres, its merge changes that row, and either"
          + " again changes nothing")
  void shouldMakeRowOfPullRequest(Running instance) {
    Sender sender = sender(instance);
    Function<String, HttpResponse<String>> send =
        body -> sender.github("pull_request", body).join();
    expectRow(instance, pullRequest("opened", 1), send, 202, pullRequestRow("1"), OPENED);

    String opened = pullRequest("opened", 42);
    Duration first = expectRow(instance, opened, send, 202, pullRequestRow("42"), OPENED);
    String merged = pullRequest("merged", 42);
    Duration second =
        expectRow(
            instance,
            merged,
            send,
            202,
            pullRequestRow("42"),
            "MERGED,f,2026-03-01T08:00:00,2026-03-02T10:00:00,"
                + "cccccccccccccccccccccccccccccccccccccccc");

    print("pull request", first, second);
    expectNothingNew(instance, List.of(merged, opened), send);
  }

  @Test
  @DisplayName(
      "A Jira issue's signed webhook is a row in Postgres, its update changes that row, and either"
          + " again changes nothing")
  void shouldMakeRowOfTicket(Running instance) {
    Sender sender = sender(instance);
    Function<String, HttpResponse<String>> send = body -> sender.jira(body).join();
    expectRow(instance, ticket("created", 1), send, 200, ticketRow(1), created(1));

    String created = ticket("created", 2);
    Duration first = expectRow(instance, created, send, 200, ticketRow(2), created(2));
    String resolved = ticket("updated-resolved", 2);
    Duration second =
        expectRow(
            instance,
            resolved,
            send,
            200,
            ticketRow(2),
            "WEBHOOKROW-2,jira:WEBHOOKROW,DONE,2026-03-01T08:00:00,2026-03-02T07:59:59,HUMAN");

    print("ticket", first, second);
    expectNothingNew(instance, List.of(resolved, created), send);
  }

  private static String created(int number) {
    return "WEBHOOKROW-%d,jira:WEBHOOKROW,NEW,2026-03-01T08:00:00,-,HUMAN".formatted(number);
  }

  /** Sends; returns how long it took from then until the row was as expected. */
  private static Duration expectRow(
      Running instance,
      String body,
      Function<String, HttpResponse<String>> send,
      int status,
      String sql,
      String expected) {
    Rows rows = new Rows(instance.addresses().postgres());
    long start = System.nanoTime();
    HttpResponse<String> answer = send.apply(body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rows.of(sql)).containsExactly(expected));
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /**
   * The very same is known at the door; the same in other bytes goes the whole way again.
   *
   * @param bodies the newest first, so that what is old comes last
   */
  private static void expectNothingNew(
      Running instance, List<String> bodies, Function<String, HttpResponse<String>> send) {
    instance.commands().awaitDeliveriesSettled();
    Computed before = Computed.of(instance);
    double mapped = instance.commands().metric("ingest_mapped_total");
    for (String body : bodies) {
      assertThat(send.apply(body).body()).contains("\"duplicate\"");
      assertThat(send.apply(body + "\n").body()).contains("\"accepted\"");
    }
    instance.commands().awaitDeliveriesSettled();

    assertThat(instance.commands().metric("ingest_mapped_total")).isEqualTo(mapped + bodies.size());
    assertThat(Computed.of(instance)).isEqualTo(before);
  }

  private static void print(String what, Duration first, Duration second) {
    System.out.printf(
        "Webhook to row, %s: %d ms when new, %d ms when changed%n",
        what, first.toMillis(), second.toMillis());
  }

  private static Sender sender(Running instance) {
    return new Sender(instance.commands().port() + 1, instance.folder());
  }

  private static String pullRequest(String what, int number) {
    return payload("github", "pull_request-" + what)
        .replace("acme/shop", REPOSITORY)
        .replace("\"number\": 42", "\"number\": " + number);
  }

  private static String ticket(String what, int number) {
    return payload("jira", "cloud-issue_" + what)
        .replace("\"20012\"", "\"99000" + number + "\"")
        .replace("\"OPS-12\"", "\"" + QUEUE + "-" + number + "\"")
        .replace("\"OPS\"", "\"" + QUEUE + "\"");
  }

  private static String payload(String source, String name) {
    try {
      return Files.readString(PAYLOADS.resolve(source).resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pullRequestRow(String number) {
    return """
        select concat_ws(',', state, draft, %s, %s, coalesce(merge_sha, '-'))
        from plumbline.pull_requests
        where repository = '%s' and pull_request = '%s'"""
        .formatted(time("opened_at"), time("merged_at"), REPOSITORY, number);
  }

  private static String ticketRow(int number) {
    return """
        select concat_ws(',', name, queue, state, %s, %s, reporter_kind)
        from plumbline.tickets
        where source = 'jira' and ticket = '99000%d'"""
        .formatted(time("created_at"), time("resolved_at"), number);
  }

  private static String time(String column) {
    return "coalesce(to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS'), '-')"
        .formatted(column);
  }
}
