package dev.plumbline.streams.delivery.terms;

/**
 * Where a change can be deployed to.
 *
 * @param service the service, empty when none is known
 * @param environment the environment, empty when none is known
 */
public record Target(String service, String environment) {

  /** Stands for the services of a repository of which none is known. */
  public static final Target UNKNOWN = new Target("", "");
}
