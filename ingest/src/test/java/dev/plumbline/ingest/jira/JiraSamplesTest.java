package dev.plumbline.ingest.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.event.TicketObserved;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Fixtures;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.delivery.Mapping.Ignored;
import dev.plumbline.ingest.delivery.Mapping.Mapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Over webhooks that somebody recorded: {@code -Dsamples=DIR} with a folder jira. */
class JiraSamplesTest {

  private final DeliveryMapper mapper = new JiraMapper(Fixtures.pseudonyms());

  @Test
  @DisplayName("Every recorded Jira webhook is mapped or ignored, and an issue says what it must")
  void shouldUseEveryRecordedWebhook() throws IOException {
    String samples = System.getProperty("samples");
    assumeTrue(samples != null, "Skipped: no -Dsamples=DIR with recorded webhooks in DIR/jira");
    int issues = 0;
    for (Path file : files(Path.of(samples).resolve("jira"))) {
      Mapping mapping = mapper.map(Fixtures.jira(Files.readAllBytes(file)));
      if (!(mapping instanceof Ignored)) {
        assertThat(mapping).as(file.toString()).isInstanceOf(Mapped.class);
        issues += checkTicket(file, (Mapped) mapping);
      }
    }
    assertThat(issues).isPositive();
  }

  private static int checkTicket(Path file, Mapped mapped) {
    assertThat(mapped.events()).as(file.toString()).hasSize(1);
    TicketObserved ticket = (TicketObserved) mapped.events().get(0).value();
    assertThat(ticket.getTicket()).as(file.toString()).isNotEmpty();
    assertThat(ticket.getName()).as(file.toString()).isNotEmpty();
    assertThat(ticket.getQueue()).as(file.toString()).isNotEmpty();
    assertThat(ticket.getKind()).as(file.toString()).isNotEmpty();
    assertThat(ticket.getState()).as(file.toString()).isNotNull();
    assertThat(ticket.getVersion()).as(file.toString()).isPositive();
    return 1;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
