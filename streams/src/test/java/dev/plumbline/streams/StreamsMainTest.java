package dev.plumbline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StreamsMainTest {

  @Test
  void shouldSayWhatItCannotDoWithout() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                StreamsMain.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(output)
        .contains("PLUMBLINE_STREAMS_KAFKA: expected host:port")
        .contains("PLUMBLINE_STREAMS_STATE_DIRECTORY: expected a folder");
  }
}
