package dev.plumbline.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingest.organisation.OrganisationFile;
import dev.plumbline.ingest.organisation.OrganisationFileReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class OrganisationTextTest {

  @Test
  void shouldBeAFileWithoutProblemsOrNotes() {
    Organisation organisation =
        Organisation.of(SimulationConfig.demo(42, LocalDate.parse("2026-07-01")));

    OrganisationFile file =
        OrganisationFileReader.read(
            OrganisationText.of(organisation).getBytes(StandardCharsets.UTF_8));

    assertThat(file.notes()).isEmpty();
    assertThat(file.teams()).hasSize(16);
    assertThat(file.services()).hasSize(60);
  }
}
