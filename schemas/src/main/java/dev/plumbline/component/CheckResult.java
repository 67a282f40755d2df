package dev.plumbline.component;

/**
 * A part's answer to whether it works.
 *
 * @param isUp whether it does
 * @param detail what is wrong and what was expected; empty when it works and nothing is left to do
 */
public record CheckResult(boolean isUp, String detail) {

  private static final CheckResult UP = new CheckResult(true, "");

  /** The part works. */
  public static CheckResult up() {
    return UP;
  }

  /** The part works, and somebody should know this nevertheless. */
  public static CheckResult upWith(String detail) {
    return new CheckResult(true, detail);
  }

  /** The part does not work, for this reason. */
  public static CheckResult down(String detail) {
    return new CheckResult(false, detail);
  }
}
