package dev.plumbline.ingest.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.event.IncidentObserved;
import dev.plumbline.ingest.delivery.Fixtures;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.delivery.Mapping.Mapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Over webhooks that somebody recorded: {@code -Dsamples=DIR} with a folder pagerduty. */
class PagerDutySamplesTest {

  private final PagerDutyMapper mapper = new PagerDutyMapper();

  @Test
  @DisplayName("Every recorded webhook of an incident says its service, its state and its version")
  void shouldUseEveryRecordedWebhook() throws IOException {
    String samples = System.getProperty("samples");
    assumeTrue(
        samples != null, "Skipped: no -Dsamples=DIR with recorded webhooks in DIR/pagerduty");
    List<Path> files = files(Path.of(samples).resolve("pagerduty"));
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      Mapping mapping =
          mapper.map(Fixtures.delivery("pagerduty", Map.of(), Files.readAllBytes(file)));

      assertThat(mapping).as(file.toString()).isInstanceOf(Mapped.class);
      IncidentObserved incident = (IncidentObserved) ((Mapped) mapping).events().get(0).value();
      assertThat(incident.getIncident()).as(file.toString()).isNotEmpty();
      assertThat(incident.getService()).as(file.toString()).isNotEmpty();
      assertThat(incident.getServiceName()).as(file.toString()).isNotEmpty();
      assertThat(incident.getState()).as(file.toString()).isNotNull();
      assertThat(incident.getSeverity()).as(file.toString()).isNotEmpty();
      assertThat(incident.getVersion()).as(file.toString()).isPositive();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
