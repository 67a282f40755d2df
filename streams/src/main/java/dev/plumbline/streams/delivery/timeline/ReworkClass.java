package dev.plumbline.streams.delivery.timeline;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Why a deployment was not planned, in the order in which rows name it. */
public enum ReworkClass {
  /** It went back to what was deployed before. */
  ROLLBACK,
  /** It carries a hotfix. */
  HOTFIX,
  /** It carries a change that reverts another. */
  REVERT,
  /** It was the last one before an incident was over. */
  INCIDENT_RESPONSE;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** As rows name it. */
  public String id() {
    return id;
  }

  static List<String> ids(Collection<ReworkClass> classes) {
    return classes.stream().sorted().map(ReworkClass::id).toList();
  }
}
