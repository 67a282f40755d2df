package dev.plumbline.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.organisation.Repository;
import java.io.File;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TrustedRecordsTest {

  /** In a process of its own: in this one, other tests have made Avro load everything. */
  @Test
  void shouldTrustRecordsWhereNothingElseIsUsed() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                BuildRecord.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor()).as(output).isZero();
  }

  /** A default that is an array of records makes Avro look for their class. */
  static final class BuildRecord {

    private BuildRecord() {}

    public static void main(String[] arguments) {
      Repository.newBuilder().setRepository("acme/shop").build();
    }
  }
}
