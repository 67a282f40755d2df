package dev.plumbline.dashboards.doctor;

/**
 * One thing that was looked at.
 *
 * @param id its name
 * @param level how bad it is
 * @param number what was counted
 * @param meaning what that means for the figures
 * @param next what to do about it; empty where nothing is to be done
 */
public record Check(String id, Level level, String number, String meaning, String next) {

  /** How bad something is. */
  public enum Level {
    /** As it should be. */
    OK,
    /** Some figures are less than they could be. */
    WARNING,
    /** Figures are missing or wrong. */
    PROBLEM
  }

  static Check ok(String id, String number, String meaning) {
    return new Check(id, Level.OK, number, meaning, "");
  }
}
