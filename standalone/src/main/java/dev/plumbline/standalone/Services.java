package dev.plumbline.standalone;

import dev.plumbline.component.Component;
import java.util.function.Consumer;

/** The three services, which are told addresses and never see what stands behind them. */
final class Services {

  private Services() {}

  /**
   * Starts them in the order of an event's way.
   *
   * @param started takes each as soon as it runs, so that it is closed when a later one fails
   */
  static void start(
      Addresses addresses, Ports ports, DataDirectory data, Consumer<Component> started) {}
}
