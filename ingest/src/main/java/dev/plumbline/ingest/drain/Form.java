package dev.plumbline.ingest.drain;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A form, decoded byte by byte: a payload's text is never made and thrown away. */
final class Form {

  private Form() {}

  /** The field's value, null if there is none or it is not encoded as a form's should be. */
  static byte @Nullable [] field(byte[] form, String name) {
    int start = 0;
    while (start <= form.length) {
      int end = indexOf(form, '&', start, form.length);
      int equals = indexOf(form, '=', start, end);
      if (equals < end && isName(form, start, equals, name)) {
        return decode(form, equals + 1, end);
      }
      start = end + 1;
    }
    return null;
  }

  private static boolean isName(byte[] form, int start, int end, String name) {
    if (end - start != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (form[start + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int indexOf(byte[] form, char wanted, int start, int end) {
    for (int i = start; i < end; i++) {
      if (form[i] == wanted) {
        return i;
      }
    }
    return end;
  }

  private static byte @Nullable [] decode(byte[] form, int start, int end) {
    byte[] decoded = new byte[end - start];
    int length = 0;
    int at = start;
    while (at < end) {
      if (form[at] == '%') {
        int high = at + 2 < end ? Character.digit(form[at + 1], 16) : -1;
        int low = at + 2 < end ? Character.digit(form[at + 2], 16) : -1;
        if (high < 0 || low < 0) {
          return null;
        }
        decoded[length++] = (byte) (high << 4 | low);
        at += 3;
      } else {
        decoded[length++] = form[at] == '+' ? (byte) ' ' : form[at];
        at++;
      }
    }
    return Arrays.copyOf(decoded, length);
  }
}
