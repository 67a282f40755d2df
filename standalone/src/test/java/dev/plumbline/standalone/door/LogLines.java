package dev.plumbline.standalone.door;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what somebody hostile might have sent, with the configuration of {@code up}. */
final class LogLines {

  static final String HOSTILE =
      "fix\r\n2026-01-01 INFO forged \u001b[31mred\u001b[0m ${jndi:ldap://127.0.0.1:1/x}"
          + " ${env:PATH} \u202egpj.exe \u0085 \u2028 \"quoted\" \\ \u0000 \u009b1m"
          + " ".repeat(5_000);

  private LogLines() {}

  /** Argument: the folder for logs. */
  public static void main(String[] arguments) {
    System.setProperty("plumbline.logs", arguments[0]);
    Logger logger = LoggerFactory.getLogger(LogLines.class);
    logger.warn("{}", HOSTILE);
    logger.warn(HOSTILE);
    logger.error("Failed", new IllegalStateException(HOSTILE));
    System.err.println(Child.READY);
  }
}
