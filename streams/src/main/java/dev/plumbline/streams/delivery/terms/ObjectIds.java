package dev.plumbline.streams.delivery.terms;

import java.util.regex.Pattern;

/** Full object ids of Git, in lower-case hexadecimal. */
public final class ObjectIds {

  private static final Pattern FULL = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private ObjectIds() {}

  /** Whether it is a whole object id; an abbreviated one may mean another commit tomorrow. */
  public static boolean isFull(String text) {
    return FULL.matcher(text).matches();
  }
}
