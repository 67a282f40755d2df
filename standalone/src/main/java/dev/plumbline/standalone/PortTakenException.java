package dev.plumbline.standalone;

/** Somebody else listens on a port that is needed. */
public final class PortTakenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PortTakenException(int port) {
    super("Port " + port + " is taken; choose three free ports in a row with --port N.");
  }
}
