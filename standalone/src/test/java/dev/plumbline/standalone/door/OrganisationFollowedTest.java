package dev.plumbline.standalone.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.standalone.Standalone;
import dev.plumbline.standalone.StandaloneConfig;
import dev.plumbline.standalone.running.Commands;
import dev.plumbline.standalone.running.Folders;
import dev.plumbline.standalone.running.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A running instance follows its organisation file to the page, and incidents find the deployment
 * that caused them. How long a changed file takes is printed; the promise is ten seconds on a
 * machine that does nothing else.
 */
class OrganisationFollowedTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String FILE =
      """
      schema: idp-impact/v1
      organisation: {id: acme, timezone: UTC}
      teams:
        - {id: %s, kind: stream, owns: {services: [followed]}}
      services:
        - {id: followed, repository: acme/followed, environments: [prod-eu]}
      incidents:
        services:
          - {source: pagerduty, service: PFOLLOW, is: followed}
      """;

  private Path folder;
  private Path file;
  private Standalone standalone;
  private Commands commands;
  private Sender sender;
  private Rows rows;

  @BeforeEach
  void start() throws Exception {
    folder = Folders.temporary();
    file = folder.resolve("plumbline.yaml");
    write("before");
    int port = Folders.freePorts();
    Path data = folder.resolve("data");
    standalone =
        Standalone.start(StandaloneConfig.embedded(data, port).following(file), line -> {});
    commands = new Commands(port);
    sender = new Sender(port + 1, data);
    rows = new Rows(standalone.addresses().postgres());
  }

  @AfterEach
  void close() {
    if (standalone != null) {
      standalone.close();
    }
    Folders.delete(folder);
  }

  private void write(String team) throws IOException {
    Files.writeString(file, FILE.formatted(team));
  }

  @Test
  void shouldShowChangedFileOnPageAndCausesOfIncidents() throws Exception {
    assertThat(sender.github("deployment_status", deployment()).join().statusCode()).isEqualTo(202);
    awaitPage("/teams/before");

    long changed = System.nanoTime();
    write("after");
    awaitPage("/teams/after");
    System.out.printf(
        "Changed organisation file to page: %d ms%n", (System.nanoTime() - changed) / 1_000_000);

    assertThat(sender.pagerDuty(incident()).join().statusCode()).isEqualTo(202);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        rows.of(
                            "select concat_ws(',', service, cause_environment, cause_deployment,"
                                + " cause_found_by) from plumbline.incidents"))
                    .containsExactly("followed,prod-eu,70001,window"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        rows.of(
                            "select concat_ws(',', environment, n, value, parts)"
                                + " from plumbline.dora_metrics where metric = 'change-fail-rate'"
                                + " and grain = 'month' and scope = 'after'"))
                    .containsExactly("production,1,100.00,{\"time-window\": 1}"));
  }

  private void awaitPage(String path) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(commands.get(0, path).statusCode()).isEqualTo(200));
  }

  private static String deployment() {
    return """
        {"action":"created",
         "deployment_status":{"id":1,"state":"success","environment":"prod-eu",
           "created_at":"2026-03-02T08:00:00Z","updated_at":"2026-03-02T08:00:00Z"},
         "deployment":{"id":70001,"task":"deploy","environment":"prod-eu","payload":{},"ref":"main",
           "created_at":"2026-03-02T07:59:00Z","updated_at":"2026-03-02T08:00:00Z",
           "sha":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
         "repository":{"id":77,"full_name":"acme/followed","default_branch":"main",
           "owner":{"login":"acme","id":1,"type":"Organization"}},
         "sender":{"login":"deploy[bot]","id":2,"type":"Bot"}}""";
  }

  private static String incident() {
    return """
        {"event":{"id":"01FOLLOW","event_type":"incident.triggered","resource_type":"incident",
          "occurred_at":"2026-03-02T09:00:00.000Z","agent":null,"client":null,
          "data":{"id":"QFOLLOW","type":"incident","number":7,"status":"triggered",
            "created_at":"2026-03-02T09:00:00Z","title":"Slow","urgency":"high",
            "service":{"id":"PFOLLOW","summary":"Something else","type":"service_reference"},
            "assignees":[],"teams":[]}}}""";
  }
}
