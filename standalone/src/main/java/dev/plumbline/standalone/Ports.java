package dev.plumbline.standalone;

import dev.plumbline.standalone.process.FreePort;
import java.util.stream.IntStream;

/**
 * The three ports of an instance, side by side.
 *
 * @param page page and read API
 */
public record Ports(int page) {

  /** Where an instance is when nobody says otherwise. */
  public static final int DEFAULT_PAGE = 8080;

  private static final int COUNT = 3;

  /** Collectors and webhooks. */
  public int ingest() {
    return page + 1;
  }

  /** Health, lag and metrics of the calculation. */
  public int metrics() {
    return page + 2;
  }

  /**
   * Expects all three to be free. Asked before anything starts, because a part that finds its port
   * taken after ten seconds of starting is no help.
   *
   * @throws PortTakenException naming the first that is taken
   */
  public void expectFree() {
    IntStream.range(page, page + COUNT)
        .filter(port -> !FreePort.isFree(port))
        .findFirst()
        .ifPresent(
            port -> {
              throw new PortTakenException(port);
            });
  }
}
