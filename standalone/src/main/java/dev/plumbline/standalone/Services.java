package dev.plumbline.standalone;

import dev.plumbline.component.Component;
import java.util.List;

/** The three services, which are told addresses and never see what stands behind them. */
final class Services {

  private Services() {}

  /**
   * Starts them in the order of an event's way.
   *
   * @return what was started, in the same order
   */
  static List<Component> start(Addresses addresses, Ports ports, DataDirectory data) {
    return List.of();
  }
}
