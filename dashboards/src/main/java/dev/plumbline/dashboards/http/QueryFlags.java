package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.FlagsProvider;

/**
 * Lets names such as {@code ..} stand in a query. Armeria refuses them for fear of paths made from
 * queries; here they are compared with names in a database and nothing else.
 */
public final class QueryFlags implements FlagsProvider {

  private static final int BEFORE_DEFAULTS = 10;

  @Override
  public int priority() {
    return BEFORE_DEFAULTS;
  }

  @Override
  public Boolean allowDoubleDotsInQueryString() {
    return true;
  }
}
