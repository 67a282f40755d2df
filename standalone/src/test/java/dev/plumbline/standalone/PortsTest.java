package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PortsTest {

  @TempDir Path folder;

  @Test
  void shouldNameTakenPortInOneSentence() throws Exception {
    StringWriter err = new StringWriter();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // The third of the three; the first two may be anybody's.
      int port = taken.getLocalPort() - 2;
      CommandLine line = Plumbline.commandLine().setErr(new PrintWriter(err, true));

      int exitCode = line.execute("up", "--data", folder.toString(), "--port", "" + port);

      assertThat(exitCode).isEqualTo(2);
      assertThat(err.toString().lines()).hasSize(1);
      assertThat(err.toString())
          .containsPattern("Port (%d|%d|%d) is taken".formatted(port, port + 1, port + 2))
          .contains("--port");
    }
  }

  @Test
  void shouldRefusePortWithoutRoomForOthers() {
    StringWriter err = new StringWriter();
    CommandLine line = Plumbline.commandLine().setErr(new PrintWriter(err, true));

    assertThat(line.execute("up", "--data", folder.toString(), "--port", "65535")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
  }
}
