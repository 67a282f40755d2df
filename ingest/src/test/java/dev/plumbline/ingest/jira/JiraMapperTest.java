package dev.plumbline.ingest.jira;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.IncidentLinks;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Fixtures;
import dev.plumbline.ingest.delivery.MapperContract;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.delivery.Mapping.Ignored;
import dev.plumbline.ingest.delivery.Mapping.Mapped;
import dev.plumbline.ingest.delivery.Mapping.Unusable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JiraMapperTest extends MapperContract {

  private final DeliveryMapper mapper = new JiraMapper(Fixtures.pseudonyms());

  @Override
  protected String source() {
    return "jira";
  }

  @Override
  protected DeliveryMapper mapper() {
    return mapper;
  }

  @Override
  protected Delivery delivery(String file) {
    return Fixtures.jira(Fixtures.bytes("jira", file));
  }

  @Test
  void shouldIgnoreOtherEvents() {
    assertThat(mapper.map(delivery("cloud-comment_created.json")))
        .isEqualTo(new Ignored("comment_created"));
    assertThat(mapper.map(sent("{\"webhookEvent\":\"<script>\"}")))
        .isEqualTo(new Ignored("unknown"));
  }

  @Test
  void shouldSayWhatIsMissing() {
    assertThat(mapper.map(sent("{}")))
        .isEqualTo(new Unusable("Expected webhookEvent to be a text, got nothing"));
    assertThat(mapper.map(sent("{\"webhookEvent\":\"jira:issue_created\",\"issue\":{\"id\":1}}")))
        .isEqualTo(new Unusable("Expected issue.key to be a text, got nothing"));
    assertThat(
            mapper.map(
                sent(
                    "{\"webhookEvent\":\"jira:issue_created\",\"issue\":{\"id\":1,\"key\":\"A-1\"}}")))
        .isEqualTo(new Unusable("Expected issue.fields.updated to be a time, got nothing"));
  }

  @Test
  void shouldReadCausesFromDescriptionAndAffectedVersions() {
    TicketObserved ticket =
        ticket(
            """
            ,"description":"Slow.\\r\\nCaused-by-commit: 0123456789abcdef0123456789abcdef01234567\\r\\n\
            Service: checkout\\r\\nEnvironment: production","versions":[{"id":"1","name":"v1.4"}]""");

    assertThat(ticket.getCauses())
        .isEqualTo(
            new IncidentLinks(
                List.of(), List.of("0123456789abcdef0123456789abcdef01234567"), List.of("v1.4")));
    assertThat(ticket.getService()).isEqualTo("checkout");
    assertThat(ticket.getEnvironment()).isEqualTo("production");
    assertThat(ticket.toString()).doesNotContain("Slow");
  }

  @Test
  void shouldTellNoCausesFromCausesThatAreNotSaid() {
    assertThat(ticket("").getCauses()).isNull();
    assertThat(ticket(",\"description\":null").getCauses())
        .isEqualTo(new IncidentLinks(List.of(), List.of(), List.of()));
    // A document in Atlassian's own format is no text; the issue is as good as any.
    assertThat(ticket(",\"description\":{\"type\":\"doc\"}").getService()).isNull();
  }

  private TicketObserved ticket(String fields) {
    Mapping mapping =
        mapper.map(
            sent(
                """
                {"webhookEvent":"jira:issue_updated","issue":{"id":"1","key":"OPS-1","fields":
                 {"updated":"2026-03-01T08:00:00.000+0200"%s}}}"""
                    .formatted(fields)));
    return (TicketObserved) ((Mapping.Mapped) mapping).events().get(0).value();
  }

  private static Delivery sent(String body) {
    return Fixtures.jira(body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldTakeTimesWithOffsetAsInstants() {
    // When midnight has passed where Jira is, and not yet in UTC
    Mapping mapping =
        mapper.map(
            sent(
                """
                {
                  "webhookEvent": "jira:issue_created",
                  "issue": {
                    "id": 1,
                    "key": "OPS-1",
                    "fields": {
                      "created": "2025-03-01T00:30:00.000+0200",
                      "updated": "2025-03-01T10:00:00.000+0200",
                      "resolutiondate": "2025-03-01T10:00:00.250+0200",
                      "status": {"name": "Done", "statusCategory": {"key": "done"}}
                    }
                  }
                }
                """));

    // Then
    TicketObserved ticket = (TicketObserved) ((Mapped) mapping).events().get(0).value();
    assertThat(ticket.getCreatedAt()).isEqualTo(Instant.parse("2025-02-28T22:30:00Z"));
    assertThat(ticket.getResolvedAt()).isEqualTo(Instant.parse("2025-03-01T08:00:00.250Z"));
    assertThat(ticket.getVersion()).isEqualTo(Instant.parse("2025-03-01T08:00:00Z").toEpochMilli());
  }
}
