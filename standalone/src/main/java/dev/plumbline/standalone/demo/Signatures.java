package dev.plumbline.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs bodies as the hosts do, with the secrets that the front door keeps. Thread-safe. */
final class Signatures {

  private static final String ALGORITHM = "HmacSHA256";
  private static final Map<String, String> HEADERS =
      Map.of(
          Simulation.GITHUB,
          "X-Hub-Signature-256",
          Simulation.JIRA,
          "X-Hub-Signature",
          Simulation.PAGERDUTY,
          "X-PagerDuty-Signature");

  private final Map<String, byte[]> secrets;

  private Signatures(Map<String, byte[]> secrets) {
    this.secrets = secrets;
  }

  /** Reads the secrets from the front door's folder. */
  static Signatures keptIn(Path folder) {
    return new Signatures(
        HEADERS.keySet().stream()
            .collect(Collectors.toMap(source -> source, source -> secret(folder.resolve(source)))));
  }

  private static byte[] secret(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("Expected a secret in " + file))
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read the secret " + file, e);
    }
  }

  /** The header that carries a source's signature. */
  static String header(String source) {
    return HEADERS.getOrDefault(source, "");
  }

  /** The signature of a body. */
  String of(DemoDelivery delivery) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secrets.get(delivery.source()), ALGORITHM));
      String algorithm = delivery.source().equals(Simulation.PAGERDUTY) ? "v1=" : "sha256=";
      return algorithm + HexFormat.of().formatHex(mac.doFinal(delivery.body()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }
}
