package dev.plumbline.streams.delivery.timeline;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Why a deployment needed immediate intervention, in the order in which rows name it. */
public enum FailureClass {
  /** Its source says that it failed. */
  FAILED_STATUS,
  /** It was rolled back. */
  ROLLBACK,
  /** It was the first to carry a change that another one reverts. */
  REVERT,
  /** It ran when a hotfix was deployed. */
  HOTFIX,
  /** An incident names it. */
  LINKED_INCIDENT,
  /** An incident that names no cause began soon after it. */
  TIME_WINDOW;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** As rows name it. */
  public String id() {
    return id;
  }

  static List<String> ids(Collection<FailureClass> classes) {
    return classes.stream().sorted().map(FailureClass::id).toList();
  }
}
