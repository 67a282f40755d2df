package dev.plumbline.component;

/**
 * A part's answer to whether it works.
 *
 * @param isUp whether it does
 * @param detail what is wrong and what was expected; when it works, what people should know all the
 *     same, mostly nothing
 */
public record CheckResult(boolean isUp, String detail) {

  private static final CheckResult UP = new CheckResult(true, "");

  /** The part works. */
  public static CheckResult up() {
    return UP;
  }

  /** The part works, and people should know this of it. */
  public static CheckResult up(String detail) {
    return new CheckResult(true, detail);
  }

  /** The part does not work, for this reason. */
  public static CheckResult down(String detail) {
    return new CheckResult(false, detail);
  }
}
