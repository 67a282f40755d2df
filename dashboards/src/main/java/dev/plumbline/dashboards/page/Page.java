package dev.plumbline.dashboards.page;

/**
 * A whole page.
 *
 * @param status of the answer, as HTTP counts
 * @param html the document
 */
public record Page(int status, String html) {

  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int UNAUTHORISED = 401;
  static final int NOT_FOUND = 404;
  static final int UNAVAILABLE = 503;
}
